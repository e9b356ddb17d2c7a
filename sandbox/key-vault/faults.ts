import type { Fault, Vault } from '../cloud/model.ts';
import type { VaultOperation } from '../cloud/vault-operation.ts';

/** When a fault strikes: before the request is looked at, or when it has been carried out. */
export type FaultMoment = 'before' | 'after';

export interface FaultEffect {
  /** Milliseconds to wait first. */
  delay: number;
  /** What then happens in place of an answer; nothing when absent. */
  failure?: Fault;
}

/**
 * Takes the faults that hit this request at this moment, in the order in which they were added: delays add up, the first failure ends the request.
 * A fault whose `count` is used up is removed from the vault.
 * @param random a number from 0 (inclusive) to 1, for faults with a share
 */
export function takeFaults(
  vault: Vault,
  operation: VaultOperation,
  moment: FaultMoment,
  random: () => number,
): FaultEffect {
  const effect: FaultEffect = { delay: 0 };
  for (const fault of [...vault.faults]) {
    if ((fault.after ?? false) !== (moment === 'after')) continue;
    if (fault.operations && !fault.operations.includes(operation)) continue;
    if (fault.share !== undefined && random() >= fault.share) continue;
    use(vault, fault);
    if (fault.kind === 'delay') {
      effect.delay += fault.delay ?? 0;
    } else {
      effect.failure = fault;
      break;
    }
  }
  return effect;
}

function use(vault: Vault, fault: Fault): void {
  if (fault.count === undefined) return;
  fault.count -= 1;
  if (fault.count <= 0) vault.faults = vault.faults.filter((other) => other !== fault);
}
