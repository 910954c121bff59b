import { z } from 'zod';
import { type Rung, RUNGS } from '../desk/alerting/alert';
import { PRIORITIES } from '../case/case';
import { httpUrl, line, prose, publisherIdField, siteIdField } from './fields';

const timeZones = new Set(Intl.supportedValuesOf('timeZone').concat('UTC'));
const host = z
  .string()
  .toLowerCase()
  .regex(
    /^(?=.{1,253}$)([a-z0-9](-?[a-z0-9])*\.)+[a-z][a-z0-9-]*$/,
    'expected a host name such as www.example.org',
  );
/** All may be exchanged for others in one transaction of 100 rows, beside the settings and the secret. */
const MAX_HOSTS = 45;
const US_LAW = /\bDMCA\b|Digital Millennium|United States|\bU\.\s?S\.|\bUSC\b|\bUS Code\b/i;
const mailAddress = z.email('expected a mail address').max(320);

/** What a site's operator decides; stored in the registry table. */
export const siteSettings = z.strictObject({
  siteId: siteIdField,
  name: line(200),
  hosts: z
    .array(host)
    .min(1, 'name at least one host')
    .max(MAX_HOSTS, `at most ${MAX_HOSTS} hosts in one site`),
  contentOrigin: z.enum(['user_uploaded', 'operator_ingested']),
  cms: z.strictObject({ endpoint: httpUrl }),
  designatedAgent: z.strictObject({
    name: line(200),
    email: mailAddress,
    postalAddress: prose(1_000).exactOptional(),
    phone: line(60).exactOptional(),
  }),
  timeZone: z
    .string()
    .refine((zone) => timeZones.has(zone), 'expected an IANA time zone such as America/New_York'),
  escalationContacts: z
    .array(z.strictObject({ name: line(200), email: mailAddress }))
    .max(20)
    .default([]),
  ladder: z
    .strictObject(
      Object.fromEntries(
        RUNGS.map((rung) => [rung, z.array(mailAddress).min(1).max(20).exactOptional()]),
      ) as Record<Rung, z.ZodExactOptional<z.ZodArray<typeof mailAddress>>>,
    )
    .exactOptional(),
  removalsPerTenMinutes: z.int().min(1).max(10_000).exactOptional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language tag such as de or pt-BR')
    .exactOptional(),
  whenUnavailable: z.enum(['open', 'closed']).default('closed'),
  soloOperator: z.boolean().default(false),
  rateLimits: z
    .strictObject({
      keyPerMinute: z.int().min(1).max(100_000).exactOptional(),
      sitePerMinute: z.int().min(1).max(100_000).exactOptional(),
    })
    .exactOptional(),
  confirmGone: z.enum(['seen', 'acknowledged']).default('seen'),
  /** Longer than this and the promise would be kept by a decision that nobody sees carried out. */
  undoMs: z.int().min(0).max(600_000, 'at most ten minutes').exactOptional(),
  secondPerson: z
    .strictObject({
      removalsAbove: z.int().min(0).max(10_000).exactOptional(),
      authorityOrders: z.boolean().default(true),
      pressFreedom: z.boolean().default(true),
      reviewerBelow: z.number().min(0).max(1).exactOptional(),
    })
    .exactOptional(),
  statementOfReasons: z
    .strictObject({
      legalGround: line(500)
        .refine(
          (ground) => !US_LAW.test(ground),
          'the law of the United States makes nothing illegal in the European Union: name EU or national law, or termsClause alone',
        )
        .exactOptional(),
      termsClause: line(500).exactOptional(),
    })
    .refine(
      ({ legalGround, termsClause }) => legalGround !== undefined || termsClause !== undefined,
      'name a legal ground, the clause of your terms, or both',
    )
    .exactOptional(),
  prioritySenders: z
    .array(
      z
        .strictObject({
          priority: z.enum(PRIORITIES),
          name: line(200),
          domain: host.exactOptional(),
          publisherId: publisherIdField.exactOptional(),
        })
        .refine(
          ({ domain, publisherId }) => domain !== undefined || publisherId !== undefined,
          'name the domain or the publisher that proves who they are',
        ),
    )
    .max(200)
    .exactOptional(),
});

export const webhookSecret = z
  .string()
  .regex(
    /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/,
    'expected a Standard Webhooks secret, whsec_ and base64 of 24 to 64 bytes',
  );

/** Body of PUT /site/{siteId}: the settings, and the CMS's webhook secret where it is set or changed. */
export const putSiteRequest = z.strictObject({
  settings: siteSettings,
  cmsSecret: webhookSecret.exactOptional(),
});
