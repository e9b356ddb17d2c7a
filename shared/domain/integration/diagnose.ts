import type { Permission, ProbeAnswers } from '../../ports/vaults.ts';
import { permissions } from '../../ports/vaults.ts';
import { type Cause, neededPermissions, type PermissionMatrix, type Status, type Verdict } from './cause.ts';
import { causeOfFault, isDenial, isInterruption } from './cause-of-fault.ts';
import { describeAccess } from './describe-access.ts';

/** How long after a consent the application may be unknown in the tenant; Microsoft promises no bound. */
export const consentPropagation = 10 * 60_000;

/** How long a status is believed while tests are interrupted, in milliseconds. */
export const interruptionGrace = 30 * 60_000;

export interface DiagnosisContext {
  tenantId: string;
  vaultName: string;
  writable: boolean;
  applicationName: string;
  /** When the test began. */
  testedAt: Date;
  /** When the organization last proved the tenant, if it has. */
  linkedAt: Date | undefined;
  /** What was known before; `knownSince` is the time of the last test that told something, or of the creation. */
  before: { status: Status; cause: Cause | null; knownSince: Date };
}

export interface Diagnosis {
  status: Status;
  /** Null when everything needed is granted. */
  cause: Cause | null;
  permissions: PermissionMatrix;
  /** Whether the test told anything about access. */
  conclusive: boolean;
  /** Whether the vault dealt with our token: it belongs to the tenant that the token is from. */
  accepted: boolean;
  /** One plain sentence. */
  detail: string;
}

/**
 * What the answers of a test mean. Only permissions that the integration needs count: list and get, and all five when
 * it is writable. A denial outweighs an interruption, since it is certain.
 *
 * An interrupted test (throttled, unavailable, unreachable) does not prove that access is gone. A status serves those
 * who ask "can I use this vault?", so for half an hour it stays what the last telling test found, with the cause
 * beside it; after that `errored`, because a vault that cannot be reached for so long cannot be used.
 */
export function diagnose(answers: ProbeAnswers, context: DiagnosisContext): Diagnosis {
  const { writable } = context;
  const met = neededPermissions(writable)
    .map((permission) => causeOfAnswer(answers[permission]))
    .filter((cause) => cause !== null);
  const found = met.find((cause) => !isInterruption(cause)) ?? met[0] ?? null;
  const cause =
    found === 'consent.missing' && mayPropagate(context)
      ? 'consent.propagating'
      : (found ?? interruptedBefore(answers, writable));
  const status = statusOf(cause, context);
  const matrix = matrixOf(answers);
  return {
    status,
    cause,
    permissions: matrix,
    conclusive: cause === null || !isInterruption(cause),
    accepted: permissions.some((permission) => provesTenant(answers[permission])),
    detail: describeAccess(cause, { ...context, status, permissions: matrix }),
  };
}

/** Soon after a consent the application may be unknown still; but once it was met in the tenant it has been removed. */
function mayPropagate({ testedAt, linkedAt, before }: DiagnosisContext): boolean {
  if (linkedAt === undefined || testedAt.getTime() - linkedAt.getTime() >= consentPropagation) return false;
  return !(before.knownSince >= linkedAt && provesApplication(before));
}

/** Whether the vault, or Entra, has dealt with the application itself. */
function provesApplication({ status, cause }: DiagnosisContext['before']): boolean {
  return status === 'connected' || cause === 'app.disabled' || (cause?.startsWith('vault.forbidden-by-') ?? false);
}

/** A vault tells what it grants, or refuses by its network, only to a token of its own tenant. */
function provesTenant(answer: ProbeAnswers[Permission]): boolean {
  if (answer === undefined) return false;
  const cause = causeOfAnswer(answer);
  return cause === null || cause.startsWith('vault.forbidden-by-');
}

function causeOfAnswer(answer: ProbeAnswers[Permission]): Cause | null {
  return answer === undefined || answer === 'allowed' ? null : causeOfFault(answer);
}

/** A needed permission that was not asked, although nothing was in the way, leaves the test unfinished. */
function interruptedBefore(answers: ProbeAnswers, writable: boolean): Cause | null {
  return neededPermissions(writable).every((permission) => answers[permission] !== undefined)
    ? null
    : 'vault.unavailable';
}

function statusOf(cause: Cause | null, { before, testedAt }: DiagnosisContext): Status {
  if (cause === null) return 'connected';
  if (cause === 'consent.propagating') return 'pending';
  if (cause === 'consent.missing' || cause === 'tenant.not-found' || cause === 'vault.not-found') return 'missing';
  if (!isInterruption(cause)) return 'errored';
  return testedAt.getTime() - before.knownSince.getTime() <= interruptionGrace ? before.status : 'errored';
}

function matrixOf(answers: ProbeAnswers): PermissionMatrix {
  const verdict = (permission: Permission): [Permission, Verdict] => {
    const answer = answers[permission];
    if (answer === undefined) return [permission, 'unknown'];
    const cause = causeOfAnswer(answer);
    if (cause === null) return [permission, 'allowed'];
    return [permission, isDenial(cause) ? 'denied' : 'unknown'];
  };
  return Object.fromEntries(permissions.map(verdict)) as PermissionMatrix;
}
