import { nothingKnown } from './cause.ts';
import type { Diagnosis } from './diagnose.ts';
import type { Access, Integration } from './integration.ts';
import { nextCheck } from './next-check.ts';

/** What is known of an integration that was never tested. */
export function untested(createdAt: Date): Access {
  return {
    status: 'unknown',
    cause: null,
    statusDetail: 'The access has not been tested yet.',
    permissions: nothingKnown,
    statusSince: createdAt,
    lastCheckedAt: null,
    conclusiveAt: null,
    failures: 0,
    nextCheckAt: createdAt,
  };
}

/** The integration after a test that began at `testedAt`. */
export function recordTest<T extends Integration>(integration: T, diagnosis: Diagnosis, testedAt: Date): T {
  const { status, cause, permissions, conclusive, detail } = diagnosis;
  const failures = cause === null ? 0 : integration.failures + 1;
  return {
    ...integration,
    status,
    cause,
    statusDetail: detail,
    permissions,
    statusSince: status === integration.status ? integration.statusSince : testedAt,
    lastCheckedAt: testedAt,
    conclusiveAt: conclusive ? testedAt : integration.conclusiveAt,
    failures,
    nextCheckAt: nextCheck(testedAt, failures),
  };
}
