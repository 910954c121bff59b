import { z } from 'zod';

/** The environment of every function, parsed once at start. infra/ gives each function only what it needs. */
const environment = z.object({
  DESK_TABLE: z.string(),
  REGISTRY_TABLE: z.string(),
  CORPUS_BUCKET: z.string(),
  RECORDS_BUCKET: z.string(),
  SUBMISSIONS_QUEUE_URL: z.string(),
  SUBMISSIONS_DLQ_URL: z.string(),
  NOTICES_QUEUE_URL: z.string(),
  NOTICES_DLQ_URL: z.string(),
  FETCHES_QUEUE_URL: z.string(),
  FETCHES_DLQ_URL: z.string(),
  DELIVERY_QUEUE_URL: z.string(),
  DELIVERY_DLQ_URL: z.string(),
  ALERTS_TOPIC_ARN: z.string(),
  MAIL_FROM: z.email(),
  MAIL_CONFIGURATION_SET: z.string(),
  /** Where the API answers, for status links; no trailing slash. */
  PUBLIC_URL: z.url(),
  /** What the front door sends with every request, so that what it says of the caller is believed. */
  DOOR_TOKEN: z.string().min(1),
  USER_POOL_ISSUER: z.url(),
  USER_POOL_CLIENT_ID: z.string(),
});

export type Setting = keyof z.infer<typeof environment>;

/** Reads the named settings. @throws Error naming every one that is absent or malformed. */
export function readConfig<S extends Setting>(
  names: readonly S[],
  env: Readonly<Record<string, string | undefined>>,
): Pick<z.infer<typeof environment>, S> {
  const picked = z.object(Object.fromEntries(names.map((name) => [name, environment.shape[name]])));
  const parsed = picked.safeParse(env);
  if (!parsed.success) throw new Error(`environment: ${z.prettifyError(parsed.error)}`);
  return parsed.data as unknown as Pick<z.infer<typeof environment>, S>;
}
