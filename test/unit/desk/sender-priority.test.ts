import { priorityOf } from '../../../shared/desk/sender-priority';
import type { PublisherId } from '../../../shared/ids';

const prioritySenders = [
  { priority: 'trusted_flagger', name: 'Press Council', domain: 'council.example' },
  { priority: 'trusted_flagger', name: 'Court press office', domain: 'court.example' },
  { priority: 'authority_order', name: 'Regional court', domain: 'court.example' },
  { priority: 'trusted_flagger', name: 'Gazette', publisherId: 'gazette' as PublisherId },
] as const;

describe('who goes first', () => {
  it.each([
    [{ email: 'desk@council.example' }, 'trusted_flagger'],
    [{ email: 'Desk@Council.EXAMPLE' }, 'trusted_flagger'],
    [{ email: 'clerk@court.example' }, 'authority_order'],
    [{ publisherId: 'gazette' }, 'trusted_flagger'],
    // A domain under another, a look-alike, and a name before the sign are not the domain.
    [{ email: 'desk@mail.council.example' }, undefined],
    [{ email: 'desk@council.example.evil.example' }, undefined],
    [{ email: '"court.example"@evil.example' }, undefined],
    [{ email: '@council.example@evil.example' }, undefined],
    [{ publisherId: 'council.example' }, undefined],
    [{}, undefined],
  ])('%j: %s', (sender, priority) => {
    expect(priorityOf({ prioritySenders }, sender)).toBe(priority);
  });

  it('is nobody where the site names nobody', () => {
    expect(priorityOf({}, { email: 'clerk@court.example', publisherId: 'gazette' })).toBeUndefined();
  });
});
