/** Branded ids, one parser each. Making new ones is randomness and so belongs to shared/stores. */
type Branded<B extends string> = string & { readonly __id: B };

export type ArticleId = Branded<'Article'>;
export type CaseId = Branded<'Case'>;
export type PublisherId = Branded<'Publisher'>;
export type LicenceId = Branded<'Licence'>;
export type KeyId = Branded<'Key'>;
export type OutboxId = Branded<'Outbox'>;
export type SiteId = Branded<'Site'>;
export type ExclusionId = Branded<'Exclusion'>;

const parser =
  <T extends string>(shape: RegExp) =>
  (text: string): T | undefined =>
    shape.test(text) ? (text as T) : undefined;

const ulid = '[0-9A-HJKMNP-TV-Z]{26}';
/** `art_` + ULID. */
export const parseArticleId = parser<ArticleId>(new RegExp(`^art_${ulid}$`));
/** `CD-XXXXX-XXXXX`, Crockford base 32: short enough to be read out on the telephone, 50 random bits. */
export const parseCaseId = parser<CaseId>(/^CD-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
export const parsePublisherId = parser<PublisherId>(/^[a-z0-9][a-z0-9-]{1,62}$/);
export const parseLicenceId = parser<LicenceId>(new RegExp(`^lic_${ulid}$`));
export const parseKeyId = parser<KeyId>(/^[a-z0-9]{12}$/);
export const parseOutboxId = parser<OutboxId>(new RegExp(`^msg_${ulid}$`));
export const parseExclusionId = parser<ExclusionId>(new RegExp(`^exc_${ulid}$`));
export const parseSiteId = parser<SiteId>(/^[a-z0-9][a-z0-9-]{1,62}$/);

/** What owes effects and can be traced: an article or a case. */
export const parseOwnerId = (text: string): ArticleId | CaseId | undefined =>
  parseArticleId(text) ?? parseCaseId(text);

/** What an alert is about, and its id: a case, an article, or a site. */
export type AlertId = CaseId | ArticleId | SiteId;
export const parseAlertId = (text: string): AlertId | undefined => parseOwnerId(text) ?? parseSiteId(text);

/** Where verbs get new ids from: an argument, so that tests can count. */
export interface IdSource {
  article(): ArticleId;
  case(): CaseId;
  licence(): LicenceId;
  outbox(): OutboxId;
  key(): KeyId;
  exclusion(): ExclusionId;
  /** 26-character ULID, for pack names. */
  ulid(): string;
  /** 256 random bits, base64url: status-page tokens, lease tokens, API-key secrets. */
  secret(): string;
}
