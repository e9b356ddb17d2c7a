import { useMe } from './use-me.ts';

/**
 * Whether there is a point in offering what only administrators of the organization may do. The API decides; `reason` says why
 * it is not offered.
 */
export function useMayAdminister(): { mayAdminister: boolean; reason: string } {
  const { role } = useMe();
  const mayAdminister = role === 'OWNER' || role === 'ADMIN';
  return {
    mayAdminister,
    reason: `Only administrators of the organization may do this; your role is ${role ?? 'none'}.`,
  };
}
