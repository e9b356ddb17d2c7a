import { nothingKnown } from './cause.ts';
import { isInterruption } from './cause-of-fault.ts';
import type { Diagnosis } from './diagnose.ts';
import type { Access } from './integration.ts';
import { nextCheck } from './next-check.ts';

/** Milliseconds after its creation that an integration whose first test was cut off is tested. */
const firstTest = 5 * 60_000;

/** What is known of an integration that was never tested. */
export function untested(createdAt: Date): Access {
  return {
    status: 'unknown',
    cause: null,
    statusDetail: 'The access has not been tested yet.',
    permissions: nothingKnown,
    statusSince: createdAt,
    lastCheckedAt: null,
    lastCheckTook: null,
    conclusiveAt: null,
    acceptedAt: null,
    failures: 0,
    nextCheckAt: new Date(createdAt.getTime() + firstTest),
  };
}

export interface TestRun {
  /** When it began. */
  testedAt: Date;
  /** How long it took, in milliseconds. */
  took: number;
  /** Whether a person asked for it. */
  asked: boolean;
}

/** What is known after a test. */
export function recordTest(before: Access, diagnosis: Diagnosis, { testedAt, took, asked }: TestRun): Access {
  const { status, cause, permissions, conclusive, accepted, detail } = diagnosis;
  const failures = cause === null ? 0 : countsAnew(before, diagnosis, asked) ? 1 : before.failures + 1;
  return {
    status,
    cause,
    statusDetail: detail,
    permissions,
    statusSince: status === before.status ? before.statusSince : testedAt,
    lastCheckedAt: testedAt,
    lastCheckTook: took,
    conclusiveAt: conclusive ? testedAt : before.conclusiveAt,
    acceptedAt: accepted ? testedAt : before.acceptedAt,
    failures,
    nextCheckAt: nextCheck(testedAt, failures, cause),
  };
}

/**
 * Somebody who asks, or another cause than before, says that the access is being worked on: then the sooner tests begin
 * anew. What comes and goes by itself says nothing.
 */
function countsAnew(before: Access, { cause }: Diagnosis, asked: boolean): boolean {
  return asked || (cause !== null && cause !== before.cause && !isInterruption(cause));
}
