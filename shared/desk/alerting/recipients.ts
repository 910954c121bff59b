import type { SiteSettings } from '../site';
import type { Alert, Concern, Rung } from './alert';

/** Whom a site has named for a rung. The agent and whom to escalate to are named anyway. */
export function peopleOn(rung: Rung, site: SiteSettings): readonly string[] {
  const named = site.ladder?.[rung];
  if (named) return named;
  if (rung === 'agent') return [site.designatedAgent.email];
  if (rung === 'admin') return site.escalationContacts.map(({ email }) => email);
  return [];
}

/** Each person once, with what is for them. Below the people that a rung names, nobody hears of what is only for it. */
export function recipientsOf(
  { concerns }: Pick<Alert, 'concerns'>,
  site: SiteSettings,
): readonly { readonly email: string; readonly concerns: readonly Concern[] }[] {
  const told = new Map<string, Concern[]>();
  for (const concern of concerns) {
    const people = new Set(concern.audience.flatMap((rung) => peopleOn(rung, site)));
    for (const email of people) told.set(email, [...(told.get(email) ?? []), concern]);
  }
  return [...told].map(([email, theirs]) => ({ email, concerns: theirs }));
}
