import { z } from 'zod';
import { Problem } from '../../../shared/problem';
import { parseAs, parseJson, toProblemJson, unexpectedProblemJson } from '../../../shared/wire/problem-json';

const refusalOf = (run: () => unknown): Problem => {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('problem+json', () => {
  it('is a body of RFC 9457 with what the caller can act on', () => {
    const problem = new Problem('conflict', 'rita is working on this case', { facts: { holder: 'rita' } });
    expect(toProblemJson(problem, 'req-1')).toEqual({
      type: 'urn:copydesk:problem:conflict',
      title: 'Somebody else was first',
      status: 409,
      detail: 'rita is working on this case',
      instance: 'urn:copydesk:request:req-1',
      facts: { holder: 'rita' },
    });
  });

  it('tells nothing of an unexpected fault but the request', () => {
    expect(JSON.stringify(unexpectedProblemJson('req-2'))).toMatch(/req-2/);
  });

  it('points at every wrong field, keys escaped as RFC 6901 says', () => {
    const schema = z.strictObject({ 'a/b': z.strictObject({ '~c': z.array(z.int()) }), d: z.string() });
    const { details } = refusalOf(() => parseAs(schema, { 'a/b': { '~c': [1, 'two'] }, e: 1 }));
    expect(details.errors?.map(({ pointer }) => pointer)).toEqual(['/a~1b/~0c/1', '/d', '/e']);
  });

  it('explains a union by the branch that came nearest', () => {
    const schema = z.object({
      x: z.union([z.string(), z.strictObject({ text: z.string(), id: z.string() })]),
    });
    const { details } = refusalOf(() => parseAs(schema, { x: { text: 'a', id: 7 } }));
    expect(details.errors).toHaveLength(1);
    expect(details.errors?.[0]?.pointer).toMatch(/^\/x/);
  });

  it('names a body that is no JSON', () => {
    expect(refusalOf(() => parseJson('{'))).toMatchObject({
      kind: 'invalid',
      details: { errors: [{ pointer: '' }] },
    });
  });
});
