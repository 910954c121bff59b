import type { BodyOf } from '../../shared/wire/contracts';
import { copyUrl, DEMO_PUBLISHER, type DemoArticle, originalUrl } from './demo-articles';

/** A complaint that lacks nothing, as the public form sends it. */
export const completeComplaint = (original: DemoArticle, copy: DemoArticle) =>
  ({
    contact: { name: 'Nadia Brandt', organisation: DEMO_PUBLISHER.name, email: DEMO_PUBLISHER.email },
    capacity: 'owner',
    works: [{ title: original.title, originalUrl: originalUrl(original.slug) }],
    targets: [{ url: copyUrl(copy.slug), work: 0, part: 'whole_text' }],
    goodFaith: 'We believe in good faith that this use is not authorised by us, our agent or the law.',
    accuracy: 'The information in this notice is accurate.',
    authority: 'Under penalty of perjury, I am authorised to act for the owner of the article.',
    signature: 'Nadia Brandt',
  }) satisfies BodyOf<'submitNotice'>;
