import type { CaseState, Role } from '../../shared/case/case';
import type { EventType } from '../../shared/case/event';
import { ruleFor } from '../../shared/case/transitions';

interface InGroups {
  readonly groups: readonly string[];
}

const ROLES: Readonly<Record<string, Role>> = { legal: 'LEG', reviewer: 'REV', manager: 'MGR' };

/** Whether the case's own rules let this person do that now; what they don't is not offered. The API is who allows it. */
export const mayDo = ({ groups }: InGroups, state: CaseState, event: EventType): boolean =>
  ruleFor(state, event)?.by.some((role) => groups.some((group) => ROLES[group] === role)) ?? false;
