import { useMe } from '../../api/use-me.ts';

/** What is offered to the person. The API decides; what it would refuse for their role is not offered. */
export function useRights(): { mayChange: boolean; mayReveal: boolean } {
  const { role } = useMe();
  return { mayChange: role !== 'VIEWER' && role !== 'NO_SECRETS', mayReveal: role !== 'NO_SECRETS' };
}
