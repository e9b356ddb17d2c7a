import type { Access } from './integration.ts';

/** In milliseconds: a vault answers each of a test's requests in some tens of them. */
const slow = 2_000;

export interface EndedTest {
  before: Pick<Access, 'status' | 'cause'>;
  after: Pick<Access, 'status' | 'cause'>;
  /** Milliseconds. */
  took: number;
}

/** Whether a test says what the one before has said, that all is well, and took its usual time to say it. */
export function isRoutine({ before, after, took }: EndedTest): boolean {
  const well = (access: EndedTest['after']) => access.status === 'connected' && access.cause === null;
  return well(before) && well(after) && took < slow;
}
