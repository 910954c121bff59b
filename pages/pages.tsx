import type { OpenApiDocument } from '../shared/wire/openapi';
import type { ProblemJson } from '../shared/wire/problem-json';
import { ApiDocsPage, apiDocsTitle } from './api-docs-page';
import { COMPLAINT_FORM, ComplaintPage, type ComplaintPageProps } from './complaint-page';
import { type DocumentProps, pageText } from './document';
import { FrontPage, Ways } from './front-page';
import { FOLLOW_FORM, FollowPage, type FollowPageProps, hasFields } from './follow-page';
import { type Language, WORDS } from './language';
import { ProblemPage, problemWords, TooLargePage } from './problem-page';
import { ReceiptPage, type ReceiptPageProps } from './receipt-page';
import { WithdrawPage, type WithdrawPageProps } from './withdraw-page';

/** Every page as text, given what it shows and in which language. @param stylesheet its address. */
export const pagesWith = (stylesheet: string) => {
  const page = (props: Omit<DocumentProps, 'stylesheet'>) => pageText({ ...props, stylesheet });
  /** The times of a case are told in the zone of its site. */
  const reading = (language: Language, { view: { site } }: Pick<FollowPageProps, 'view'>) => ({
    language,
    ...(site && { timeZone: site.timeZone }),
  });
  const linked = { query: {} };
  return {
    front: (language: Language): string =>
      page({
        title: WORDS[language].front.title,
        reading: { language },
        switchedBy: linked,
        children: <FrontPage />,
      }),
    complaint: (language: Language, props: ComplaintPageProps): string => {
      const { complaint, form } = WORDS[language];
      const isRemarked = props.errors.length + props.gaps.length > 0;
      return page({
        title: isRemarked ? form.toBePutRight(complaint.title) : complaint.title,
        reading: { language },
        switchedBy: { form: COMPLAINT_FORM },
        children: <ComplaintPage {...props} />,
      });
    },
    receipt: (language: Language, props: ReceiptPageProps): string =>
      page({
        title: WORDS[language].receipt.title(props.view.caseId),
        reading: reading(language, props),
        switchedBy: linked,
        children: <ReceiptPage {...props} />,
      }),
    follow: (language: Language, props: FollowPageProps): string => {
      const { follow, form } = WORDS[language];
      const title = follow.title(props.view.caseId);
      return page({
        title: props.remarks.length > 0 ? form.toBePutRight(title) : title,
        reading: reading(language, props),
        switchedBy: hasFields(props.view) ? { form: FOLLOW_FORM } : linked,
        children: <FollowPage {...props} />,
      });
    },
    withdraw: (language: Language, props: WithdrawPageProps): string =>
      page({
        title: WORDS[language].withdraw.title,
        reading: reading(language, props),
        switchedBy: { query: props.item === undefined ? {} : { item: String(props.item) } },
        children: <WithdrawPage {...props} />,
      }),
    tooLarge: (language: Language): string =>
      page({
        title: WORDS[language].tooLarge.title,
        reading: { language },
        switchedBy: linked,
        children: <TooLargePage />,
      }),
    apiDocs: (document: OpenApiDocument): string =>
      page({ title: apiDocsTitle, children: <ApiDocsPage document={document} /> }),
    /** Where it was met tells nothing of where it could be read in another language: it has no switch. */
    problem: (language: Language, problem: ProblemJson): string =>
      page({
        title: problemWords(WORDS[language], problem).title,
        reading: { language },
        children: <ProblemPage problem={problem} />,
      }),
    /** Of an address that never led anywhere. */
    nowhere: (language: Language, problem: ProblemJson): string =>
      page({
        title: problemWords(WORDS[language], problem).title,
        reading: { language },
        switchedBy: linked,
        children: <ProblemPage problem={problem} onward={<Ways />} />,
      }),
  };
};
