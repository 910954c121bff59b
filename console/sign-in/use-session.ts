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
