import { CipherFault, type CipherFaultCode } from '../../ports/cipher.ts';
import type { KeyRing } from '../../ports/key-ring.ts';
import { everyOrganization, listOrganization } from '../../store/organizations.ts';
import type { Deps } from '../deps.ts';

const day = 24 * 3_600_000;

export interface Rotation {
  organizations: number;
  /** Data keys that there were, and those among them that were wrapped again. */
  keys: number;
  rewrapped: number;
  /** Organizations that got a new data key. */
  renewed: number;
  /** Organizations of which a key could not be unwrapped; the others were done all the same. */
  failed: { organizationId: string; code: CipherFaultCode }[];
}

/**
 * Wraps the data keys of one organization, or of all, with the newest wrapping key; with `newDataKey` each
 * organization whose data key is older than a day gets a new one, which seals from then on. Cut off anywhere it is
 * done again from the start, and finds what is left: keys wrapped already, and data keys made today, stay as they are.
 * The wrapping key before may be thrown away when a run reports no failure.
 */
export async function rotateKeys(
  { rows, clock, keyRing }: Pick<Deps, 'rows' | 'clock'> & { keyRing: KeyRing },
  input: { organizationId?: string; newDataKey?: boolean },
): Promise<Rotation> {
  const rotation: Rotation = { organizations: 0, keys: 0, rewrapped: 0, renewed: 0, failed: [] };
  const olderThan = new Date(clock.now().getTime() - day);
  for await (const organizationId of chosen(rows, input.organizationId)) {
    rotation.organizations += 1;
    try {
      if (input.newDataKey && (await keyRing.renew(organizationId, olderThan))) rotation.renewed += 1;
      const { keys, rewrapped } = await keyRing.rewrap(organizationId);
      rotation.keys += keys;
      rotation.rewrapped += rewrapped;
    } catch (error) {
      if (!(error instanceof CipherFault)) throw error;
      rotation.failed.push({ organizationId, code: error.code });
    }
  }
  return rotation;
}

async function* chosen(rows: Deps['rows'], organizationId: string | undefined): AsyncGenerator<string> {
  if (organizationId === undefined) return yield* everyOrganization(rows);
  // One from before there was the list gets into it here.
  await listOrganization(rows, organizationId);
  yield organizationId;
}
