import { createContext, useContext } from 'react';
import type { Session } from './session';

export type { Session } from './session';

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('nobody is signed in around this component');
  return session;
}

const WORKERS = ['reviewer', 'legal', 'manager'];

/** What is offered; the API is who allows it. */
export const mayDecide = ({ groups }: Session): boolean => groups.some((group) => WORKERS.includes(group));
export const mayTakeOver = ({ groups }: Session): boolean => groups.includes('manager');
/** Who answers for a mark that is taken off, and for a passage that is excluded beyond one original. */
export const mayMoveMarks = ({ groups }: Session): boolean =>
  groups.includes('legal') || groups.includes('manager');
export const mayReplay = ({ groups }: Session): boolean =>
  groups.includes('manager') || groups.includes('admin');
