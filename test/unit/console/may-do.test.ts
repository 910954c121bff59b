import { mayDo } from '../../../console/case/may-do';

const of = (...groups: string[]) => ({ groups });

describe('what is offered', () => {
  it('is what the rules of the case let somebody of these groups do in its state', () => {
    expect(mayDo(of('reviewer'), 'IN_REVIEW', 'escalated')).toBe(true);
    expect(mayDo(of('reviewer'), 'CLOSED', 'reopened')).toBe(false);
    expect(mayDo(of('reviewer', 'legal'), 'CLOSED', 'reopened')).toBe(true);
    expect(mayDo(of('reviewer'), 'ACTIONED', 'merged')).toBe(false);
  });

  it('is nothing that changes a case, for who reads it', () => {
    expect(mayDo(of('auditor', 'admin'), 'IN_REVIEW', 'noted')).toBe(false);
  });
});
