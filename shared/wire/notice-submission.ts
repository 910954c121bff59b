import { z } from 'zod';
import { MAX_TARGETS } from '../notice/notice';
import { body, byteLength, idempotencyKey, line, MAX_TEXT_BYTES, prose, siteIdField } from './fields';

/** The words the sender agreed to. `textId` names a wording we showed; own words have none. */
const attestation = z.union([
  z.strictObject({ textId: line(100), text: prose(2_000) }),
  prose(2_000).transform((text) => ({ textId: 'own_words', text })),
]);

/** A work as its sender names it. */
export const work = z.strictObject({
  title: line(1_000).exactOptional(),
  description: prose(10_000).exactOptional(),
  originalUrl: line(2_048).exactOptional(),
  author: line(500).exactOptional(),
  firstPublished: line(100).exactOptional(),
  registrationNo: line(100).exactOptional(),
  text: body.exactOptional(),
});

const target = z.strictObject({
  /** As the sender wrote it: an address we cannot read is a finding, not a refusal. */
  url: line(2_048),
  work: z.int().min(0).exactOptional(),
  part: z.enum(['whole_text', 'passage', 'image', 'headline']).exactOptional(),
  quoted: prose(20_000).exactOptional(),
});

const shape = {
  language: line(35).exactOptional(),
  contact: z
    .strictObject({
      name: line(300).exactOptional(),
      organisation: line(300).exactOptional(),
      email: z.email('expected a mail address').max(320).exactOptional(),
      phone: line(60).exactOptional(),
      postalAddress: prose(1_000).exactOptional(),
    })
    .default({}),
  capacity: z.enum(['owner', 'agent']).exactOptional(),
  onBehalfOf: line(300).exactOptional(),
  works: z.array(work).max(200, 'at most 200 works in one notice').default([]),
  targets: z.array(target).max(MAX_TARGETS, `at most ${MAX_TARGETS} addresses in one notice`).default([]),
  goodFaith: attestation.exactOptional(),
  authority: attestation.exactOptional(),
  accuracy: attestation.exactOptional(),
  signature: line(300).exactOptional(),
  explanation: prose(20_000).exactOptional(),
  statedDate: line(100).exactOptional(),
  /** A letter or mail in the sender's own words; what it says is read into the fields that are absent. */
  text: body.exactOptional(),
  /** Works and addresses as a list in the format for bulk uploads (shared/notice/bulk-text.ts), in place of both. */
  bulkText: body.exactOptional(),
};

interface Claims {
  readonly works: readonly unknown[];
  readonly targets: readonly { readonly work?: number | undefined }[];
  readonly text?: string | undefined;
  readonly bulkText?: string | undefined;
}
/** What the law wants of a notice is never refused here: a notice that lacks an element still opens a case. */
const saysSomething = (notice: Claims): boolean =>
  [...notice.works, ...notice.targets, notice.text, notice.bulkText].some((said) => said !== undefined);
const saysNothing = {
  path: ['targets'],
  error: 'say what the complaint is about: targets, works, text or bulkText',
};
const saysOnce = ({ bulkText, works, targets, text }: Claims): boolean =>
  bulkText === undefined || (text === undefined && works.length + targets.length === 0);
const saidTwice = {
  path: ['bulkText'],
  error: 'holds works and addresses: leave out works, targets and text',
};
const worksExist = (notice: Claims): boolean =>
  notice.targets.every(({ work: index }) => index === undefined || index < notice.works.length);
const noSuchWork = {
  path: ['targets'],
  error: 'a target names a work that is not in works (counted from 0)',
};

/** Room for the longest letter with its fields; a case file must fit into one answer of 6 MB. */
const MAX_NOTICE_BYTES = 2 * MAX_TEXT_BYTES;
const isReadable = (notice: Claims): boolean => byteLength(JSON.stringify(notice)) <= MAX_NOTICE_BYTES;
const tooLarge = {
  error: `is larger than ${MAX_NOTICE_BYTES} bytes: send its addresses in several notices, or quote less`,
};

/** Body of POST /notices. */
export const noticeSubmission = z
  .strictObject(shape)
  .refine(saysSomething, saysNothing)
  .refine(saysOnce, saidTwice)
  .refine(worksExist, noSuchWork)
  .refine(isReadable, tooLarge);
export type NoticeSubmission = z.infer<typeof noticeSubmission>;

const { works: _works, targets: _targets, text: _text, bulkText: _bulk, ...particulars } = shape;
/** A notice without what it is about: who complains, and what they state. */
export const noticeParticulars = z.strictObject(particulars);

/** What is added to a notice later, where it lacked something. */
export const noticeAddition = z.strictObject({
  contact: shape.contact,
  works: shape.works,
  targets: shape.targets,
  goodFaith: shape.goodFaith,
  authority: shape.authority,
  accuracy: shape.accuracy,
  signature: shape.signature,
  /** Further words, below those of the notice. */
  explanation: shape.explanation,
});
export type NoticeAddition = z.infer<typeof noticeAddition>;

/** The same on the notices queue. */
export const noticeSubmitted = z
  .strictObject({
    kind: z.literal('notice.submitted'),
    siteId: siteIdField.exactOptional(),
    idempotencyKey: idempotencyKey.exactOptional(),
    ...shape,
  })
  .refine(saysSomething, saysNothing)
  .refine(saysOnce, saidTwice)
  .refine(worksExist, noSuchWork)
  .refine(isReadable, tooLarge);
