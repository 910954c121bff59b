import { z } from 'zod';
import { body, idempotencyKey, line, prose, siteIdField } from './fields';

/** The words the sender agreed to. `textId` names a wording we showed; own words have none. */
const attestation = z.union([
  z.strictObject({ textId: line(100), text: prose(2_000) }),
  prose(2_000).transform((text) => ({ textId: 'own_words', text })),
]);

const work = z.strictObject({
  title: line(1_000).optional(),
  description: prose(10_000).optional(),
  originalUrl: line(2_048).optional(),
  author: line(500).optional(),
  firstPublished: line(100).optional(),
  registrationNo: line(100).optional(),
  text: body.optional(),
});

const target = z.strictObject({
  /** As the sender wrote it: an address we cannot read is a finding, not a refusal. */
  url: line(2_048),
  work: z.int().min(0).optional(),
  part: z.enum(['whole_text', 'passage', 'image', 'headline']).optional(),
  quoted: prose(20_000).optional(),
});

const shape = {
  language: line(35).optional(),
  contact: z
    .strictObject({
      name: line(300).optional(),
      organisation: line(300).optional(),
      email: z.email('expected a mail address').max(320).optional(),
      phone: line(60).optional(),
      postalAddress: prose(1_000).optional(),
    })
    .default({}),
  capacity: z.enum(['owner', 'agent']).optional(),
  onBehalfOf: line(300).optional(),
  works: z.array(work).max(200, 'at most 200 works in one notice').default([]),
  targets: z.array(target).max(500, 'at most 500 addresses in one notice').default([]),
  goodFaith: attestation.optional(),
  authority: attestation.optional(),
  accuracy: attestation.optional(),
  signature: line(300).optional(),
  explanation: prose(20_000).optional(),
  statedDate: line(100).optional(),
  /** A letter or mail in the sender's own words; what it says is read into the fields that are absent. */
  text: body.optional(),
};

interface Claims {
  readonly works: readonly unknown[];
  readonly targets: readonly { readonly work?: number | undefined }[];
  readonly text?: string | undefined;
}
/** What the law wants of a notice is never refused here: a notice that lacks an element still opens a case. */
const saysSomething = (notice: Claims): boolean =>
  notice.works.length > 0 || notice.targets.length > 0 || notice.text !== undefined;
const saysNothing = { path: ['targets'], error: 'say what the complaint is about: targets, works or text' };
const worksExist = (notice: Claims): boolean =>
  notice.targets.every(({ work: index }) => index === undefined || index < notice.works.length);
const noSuchWork = {
  path: ['targets'],
  error: 'a target names a work that is not in works (counted from 0)',
};

/** Body of POST /notices. */
export const noticeSubmission = z
  .strictObject(shape)
  .refine(saysSomething, saysNothing)
  .refine(worksExist, noSuchWork);
export type NoticeSubmission = z.infer<typeof noticeSubmission>;

/** The same on the notices queue. */
export const noticeSubmitted = z
  .strictObject({
    kind: z.literal('notice.submitted'),
    siteId: siteIdField.optional(),
    idempotencyKey: idempotencyKey.optional(),
    ...shape,
  })
  .refine(saysSomething, saysNothing)
  .refine(worksExist, noSuchWork);
export type NoticeSubmitted = z.infer<typeof noticeSubmitted>;
