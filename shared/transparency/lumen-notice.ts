import type { Item } from '../case/case';
import { isActedOn, isDown } from '../case/outcome';
import { dayOf } from '../clock/day';
import type { Notice } from '../notice/notice';
import {
  hasOtherPrincipal,
  isWebAddress,
  type LumenCase,
  type LumenWords,
  NO_COMPLAINT,
  standing,
  whyNotForLumen,
} from './lumen-refusal';
import { type KnownOfCase, type Redaction, redact } from './redact';

/**
 * What a notice may hold that goes to Lumen: the keys its `POST /notices` takes, less those for which there is no need. Keys
 * it does not know it drops without a word.
 */
export interface LumenNotice {
  readonly type: 'DMCA';
  readonly title: string;
  readonly body: string;
  /** A day of UTC. */
  readonly date_received: string;
  /** ISO 639-1. */
  readonly language?: string;
  /** Country codes, with commas: a list in JSON would be dropped. */
  readonly jurisdiction_list: string;
  readonly action_taken: 'Yes' | 'No' | 'Partial';
  readonly case_id_number: string;
  readonly works_attributes: readonly LumenWork[];
  readonly entity_notice_roles_attributes: readonly {
    readonly name: 'sender' | 'principal';
    readonly entity_attributes: LumenEntity;
  }[];
}

export interface LumenWork {
  readonly description: string;
  readonly copyrighted_urls_attributes: readonly { readonly url: string }[];
  readonly infringing_urls_attributes: readonly { readonly url: string }[];
}

/** Lumen takes telephone, mail and street as well: they are not in the type, so that nobody sends them. */
export interface LumenEntity {
  readonly name: string;
  readonly kind: 'organization';
  readonly city?: string;
  readonly country_code?: string;
}

export interface FieldRedaction extends Redaction {
  /** `body`, `sender`, `principal`, or `works 2`: of those in the notice, counted from 1. */
  readonly field: string;
}

export type ForLumen =
  | {
      readonly outcome: 'notice';
      readonly notice: LumenNotice;
      readonly redactions: readonly FieldRedaction[];
    }
  | { readonly outcome: 'refused'; readonly reason: string };

/** A closed case as it may be published, once a person has read it; or why it may not. */
export function lumenNotice(view: LumenCase, words: LumenWords): ForLumen {
  const { notice } = view;
  const reason = whyNotForLumen(view, words);
  if (reason !== undefined || !notice) return { outcome: 'refused', reason: reason ?? NO_COMPLAINT };
  const items = standing(view);
  const known = knownOf(notice, view);
  const redactions: FieldRedaction[] = [];
  const shown = (field: string, text: string, of = known): string => {
    const redacted = redact(text, of);
    redactions.push(...redacted.redactions.map((redaction) => ({ field, ...redaction })));
    return redacted.text;
  };
  return {
    outcome: 'notice',
    notice: {
      type: 'DMCA',
      title: `DMCA notice about ${items.length} ${items.length === 1 ? 'address' : 'addresses'}`,
      body: shown('body', bodyOf(notice)),
      date_received: dayOf(view.receivedAt),
      ...(notice.language !== undefined && { language: notice.language }),
      jurisdiction_list: words.jurisdictions.join(', '),
      action_taken: actionTaken(items),
      case_id_number: view.caseId,
      works_attributes: worksOf(notice, items, shown),
      entity_notice_roles_attributes: entitiesOf(notice, words, (field, name) =>
        // Its name is public, a number in it is not.
        shown(field, name, { ...known, names: [] }),
      ),
    },
    redactions,
  };
}

function knownOf(notice: Notice, { itemViews }: LumenCase): KnownOfCase {
  const { contact, signature, works, onBehalfOf } = notice;
  const given = (texts: readonly (string | undefined)[]) => texts.filter((text) => text !== undefined);
  return {
    names: given([contact.name, signature, ...works.map(({ author }) => author)]),
    organisations: given([contact.organisation, onBehalfOf]),
    matter: [
      ...itemViews.map(({ url }) => url),
      ...given(works.map(({ originalUrl }) => originalUrl)),
    ].filter(isWebAddress),
  };
}

/** The letter as it came; of a form, what was written and what was declared. */
const bodyOf = ({ raw, explanation, goodFaith, authority, accuracy }: Notice): string =>
  raw ??
  [explanation, goodFaith?.text, authority?.text, accuracy?.text]
    .filter((text) => text !== undefined)
    .join('\n\n');

function actionTaken(items: readonly Pick<Item, 'state'>[]): LumenNotice['action_taken'] {
  if (items.every(isDown)) return 'Yes';
  return items.some(isActedOn) ? 'Partial' : 'No';
}

const urls = (addresses: readonly (string | undefined)[]) =>
  addresses.filter((url) => url !== undefined && isWebAddress(url)).map((url) => ({ url: url! }));

/** Each work with the addresses that are said to copy it; those of no work in particular come last. */
function worksOf(
  { works }: Notice,
  items: readonly Pick<Item, 'url' | 'work'>[],
  shown: (field: string, text: string) => string,
): readonly LumenWork[] {
  const copiesOf = (index: number) =>
    urls(
      items
        .filter(({ work }) => (work ?? (works.length === 1 ? 0 : works.length)) === index)
        .map(({ url }) => url),
    );
  const named = works.map(({ title, description, originalUrl }, index) => ({
    index,
    said: [title, description].filter((text) => text !== undefined).join('\n'),
    originals: urls([originalUrl]),
  }));
  return [...named, { index: works.length, said: 'Not said of which work.', originals: [] }]
    .filter(({ index }) => copiesOf(index).length > 0)
    .map(({ index, said, originals }, place) => ({
      description: shown(`works ${place + 1}`, said),
      copyrighted_urls_attributes: originals,
      infringing_urls_attributes: copiesOf(index),
    }));
}

/** Who wrote and whose rights they are; an agent that names nobody says nothing of that. */
function entitiesOf(
  notice: Notice,
  { city, countryCode }: LumenWords,
  shown: (field: string, name: string) => string,
): LumenNotice['entity_notice_roles_attributes'] {
  const sender: LumenEntity = {
    name: shown('sender', notice.contact.organisation ?? ''),
    kind: 'organization',
    ...(city !== undefined && { city }),
    ...(countryCode !== undefined && { country_code: countryCode }),
  };
  const roles = [{ name: 'sender', entity_attributes: sender }] as const;
  if (hasOtherPrincipal(notice)) {
    const name = shown('principal', notice.onBehalfOf!);
    return [...roles, { name: 'principal', entity_attributes: { name, kind: 'organization' } }];
  }
  return notice.capacity === 'agent' ? roles : [...roles, { name: 'principal', entity_attributes: sender }];
}
