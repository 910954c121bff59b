import { startCapture } from './captured-requests';

type Json = Readonly<Record<string, unknown>>;

/** Asks nothing but what its name says is required: the statement itself is judged by tests of its schema. */
const REQUIRED = [
  'decision_visibility',
  'decision_ground',
  'content_type',
  'category',
  'content_date',
  'application_date',
  'decision_facts',
  'source_type',
  'automated_detection',
  'automated_decision',
  'puid',
];
const BY_GROUND: Readonly<Record<string, readonly string[]>> = {
  DECISION_GROUND_ILLEGAL_CONTENT: ['illegal_content_legal_ground', 'illegal_content_explanation'],
  DECISION_GROUND_INCOMPATIBLE_CONTENT: ['incompatible_content_ground', 'incompatible_content_explanation'],
};

/**
 * The DSA Transparency Database as its API behaves (v1, schema of July 2025): 100 statements a request and all of them or none,
 * wrong ones by their place, taken PUIDs after these, `existing-puid` by 302 with a body.
 */
export async function startTransparencyServer({
  token = 'of-the-platform',
  namesTaken = true,
  loseAnswerOf = () => false,
}: {
  readonly token?: string;
  /** Whether a refusal for taken PUIDs says which. */
  readonly namesTaken?: boolean;
  /** The POST, counted from 1, that is stored and answered by nobody. */
  readonly loseAnswerOf?: (post: number) => boolean;
} = {}) {
  const stored = new Map<string, Json>();
  let posts = 0;
  const { url, requests } = await startCapture(({ method, path, headers, body }, response) => {
    const answer = (status: number, said: unknown, more: Readonly<Record<string, string>> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...more }).end(JSON.stringify(said));
    if (headers.authorization !== `Bearer ${token}`) return answer(401, { message: 'Unauthenticated.' });
    const asked = /^\/api\/v1\/statement\/existing-puid\/([\w-]+)$/.exec(path)?.[1];
    if (method === 'GET' && asked !== undefined) {
      const found = stored.get(asked);
      // Whoever follows it finds a page, and takes the PUID for free or for an error.
      return found
        ? answer(302, found, { location: '/' })
        : answer(404, { message: 'statement of reason not found' });
    }
    if (method !== 'POST' || path !== '/api/v1/statements') return answer(404, { message: 'Not Found' });
    posts++;
    const { statements } = JSON.parse(body) as { readonly statements: readonly Json[] };
    if (statements.length < 1 || statements.length > 100)
      return answer(422, {
        message: 'The statements field must have between 1 and 100 items.',
        errors: { statements: ['The statements field must have between 1 and 100 items.'] },
      });
    const errors = Object.fromEntries(
      statements.flatMap((statement, i) => {
        const wrong = wrongIn(statement);
        return wrong.length > 0 ? [[`statement_${i}`, Object.fromEntries(wrong)]] : [];
      }),
    );
    if (Object.keys(errors).length > 0) return answer(422, { errors });
    const puids = statements.map(({ puid }) => String(puid));
    const taken = puids.filter((puid, i) => stored.has(puid) || puids.indexOf(puid) < i);
    if (taken.length > 0) {
      const message = 'The platform identifier(s) are not all unique within this call.';
      return answer(422, {
        message,
        errors: { puid: [message], ...(namesTaken && { existing_puids: taken }) },
      });
    }
    const kept = statements.map((statement) => ({
      ...statement,
      uuid: `uuid-of-${String(statement['puid'])}`,
    }));
    for (const statement of kept) stored.set(String((statement as Json)['puid']), statement);
    if (loseAnswerOf(posts)) return response.destroy();
    return answer(201, { statements: kept });
  });
  return { url, requests, stored };
}

function wrongIn(statement: Json): readonly (readonly [string, readonly string[]])[] {
  const asked = [...REQUIRED, ...(BY_GROUND[String(statement['decision_ground'])] ?? [])];
  const missing = asked
    .filter((field) => statement[field] === undefined || statement[field] === '')
    .map((field) => [field, [`The ${field.replaceAll('_', ' ')} field is required.`]] as const);
  const tooEarly =
    String(statement['content_date']) < '2000-01-01'
      ? ([['content_date', ['The content date must be a date after or equal to 2000-01-01.']]] as const)
      : [];
  return [...missing, ...tooEarly];
}
