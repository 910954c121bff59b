import type { Remark } from './complaint-submission';
import { RemarkSummary } from './form-fields';

export const NOT_TAKEN = 'This could not be taken yet';

/** What is wrong with which field: at the field itself its label says so, up here nothing would. */
export const AccountRemarks = (props: {
  readonly labels: Readonly<Record<string, string>>;
  readonly remarks: readonly Remark[];
}) => (
  <RemarkSummary
    title={NOT_TAKEN}
    remarks={props.remarks.map(({ field, says }) => {
      const label = props.labels[field];
      return {
        field,
        says: label === undefined ? says : `${label}: ${says[0]?.toLowerCase()}${says.slice(1)}`,
      };
    })}
  />
);
