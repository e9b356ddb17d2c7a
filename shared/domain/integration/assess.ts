import type { ProbeAnswers } from '../../ports/vaults.ts';
import { diagnose } from './diagnose.ts';
import type { Access, Integration } from './integration.ts';
import { recordTest, type TestRun } from './record-test.ts';

export interface Assessment extends TestRun {
  answers: ProbeAnswers;
  applicationName: string;
  /** When the organization last proved the tenant, if it has. */
  linkedAt: Date | undefined;
}

/** What is known of an integration's access after a test that got these answers. */
export function assess(
  integration: Pick<Integration, 'tenantId' | 'vaultName' | 'writable' | 'createdAt'>,
  before: Access,
  { answers, applicationName, linkedAt, ...run }: Assessment,
): Access {
  const { tenantId, vaultName, writable, createdAt } = integration;
  const { status, cause, conclusiveAt } = before;
  const { testedAt } = run;
  const known = { status, cause, knownSince: conclusiveAt ?? createdAt };
  const context = { tenantId, vaultName, writable, applicationName, testedAt, linkedAt, before: known };
  return recordTest(before, diagnose(answers, context), run);
}
