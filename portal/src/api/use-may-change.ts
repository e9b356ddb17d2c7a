import { useMe } from './use-me.ts';

/**
 * Whether there is a point in offering changes to the person who is signed in. The API decides; `reason` says why nothing is
 * offered.
 */
export function useMayChange(): { mayChange: boolean; reason: string } {
  const { role } = useMe();
  const mayChange = role === 'OWNER' || role === 'ADMIN' || role === 'CONTRIB';
  return { mayChange, reason: `Your role ${role ?? ''} may look, and change nothing.` };
}
