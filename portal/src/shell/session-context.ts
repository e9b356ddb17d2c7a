import { createContext, use } from 'react';
import type { Session } from '../auth/session.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('nobody is signed in');
  return session;
}
