import type { OpenApiDocument } from '../shared/wire/openapi';
import type { ProblemJson } from '../shared/wire/problem-json';
import { ApiDocsPage, apiDocsTitle } from './api-docs-page';
import { ComplaintPage, type ComplaintPageProps, complaintTitle } from './complaint-page';
import { pageText } from './document';
import { FrontPage, frontTitle } from './front-page';
import { FollowPage, type FollowPageProps, followTitle } from './follow-page';
import { ProblemPage } from './problem-page';
import { ReceiptPage, type ReceiptPageProps, receiptTitle } from './receipt-page';
import { WithdrawPage, type WithdrawPageProps, withdrawTitle } from './withdraw-page';

/** Every page as text, given what it shows. @param stylesheet its address. */
export const pagesWith = (stylesheet: string) => ({
  front: (): string => pageText({ title: frontTitle, stylesheet, children: <FrontPage /> }),
  complaint: (props: ComplaintPageProps): string =>
    pageText({ title: complaintTitle(props), stylesheet, children: <ComplaintPage {...props} /> }),
  receipt: (props: ReceiptPageProps): string =>
    pageText({ title: receiptTitle(props), stylesheet, children: <ReceiptPage {...props} /> }),
  follow: (props: FollowPageProps): string =>
    pageText({ title: followTitle(props), stylesheet, children: <FollowPage {...props} /> }),
  withdraw: (props: WithdrawPageProps): string =>
    pageText({ title: withdrawTitle, stylesheet, children: <WithdrawPage {...props} /> }),
  apiDocs: (document: OpenApiDocument): string =>
    pageText({ title: apiDocsTitle, stylesheet, children: <ApiDocsPage document={document} /> }),
  problem: (problem: ProblemJson): string =>
    pageText({ title: problem.title, stylesheet, children: <ProblemPage problem={problem} /> }),
});
