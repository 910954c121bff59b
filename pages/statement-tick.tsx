import type { Remark } from './complaint-submission';
import { Tick } from './form-fields';
import { useReading, useWords } from './reading';
import { statementIn, type StatementName, STATEMENTS } from './statements';

/** A statement to be ticked, in the words that are kept with the notice. */
export function StatementTick(props: {
  readonly name: StatementName;
  readonly ticked: readonly StatementName[];
  readonly remarks: readonly Remark[];
}) {
  const { name, ticked, remarks } = props;
  const { language } = useReading();
  const meaning = useWords().statements?.[name];
  return (
    <Tick
      name={name}
      value={statementIn(language, name).textId}
      ticked={ticked.includes(name)}
      remarks={remarks}
    >
      {meaning === undefined ? (
        STATEMENTS[name].text
      ) : (
        <>
          <span lang="en">{STATEMENTS[name].text}</span> {`(${meaning})`}
        </>
      )}
    </Tick>
  );
}
