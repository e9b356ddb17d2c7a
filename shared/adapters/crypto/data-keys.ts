import { createSecretKey, type KeyObject } from 'node:crypto';
import { CipherFault, type KeyState } from '../../ports/cipher.ts';
import type { Clock } from '../../ports/clock.ts';
import type { KeyWrapper } from '../../ports/key-wrapper.ts';
import type { Random } from '../../ports/random.ts';
import { RowConflict, type Rows, type RowValues } from '../../ports/rows.ts';
import { encodeKeyPart } from '../../store/key.ts';
import { activeRow, dataKeyLength, dataKeysTable, digestRow, pointerRow, wrappedRow } from './data-key-rows.ts';
import { createKeyCache } from './key-cache.ts';
import type { DataKey } from './sealed-format.ts';
import { wrapping } from './wrapping.ts';

const minute = 60_000;
const organizations = 1000;

export interface DataKeyDeps {
  rows: Rows;
  keyWrapper: KeyWrapper;
  random: Random;
  clock: Pick<Clock, 'now'>;
}

/** How long unwrapped data keys are used from memory, in milliseconds: at any rate, and beyond that while the wrapping key cannot be had. */
export interface DataKeyTimes {
  fresh: number;
  stale: number;
}

export interface DataKeys {
  /** The key that seals; made on first use. */
  active(organizationId: string): Promise<DataKey>;
  /** Rejects with `cipher.unreadable` when the organization has no such key. */
  find(organizationId: string, keyId: string): Promise<KeyObject>;
  /** The key of the digests; made on first use. */
  digest(organizationId: string): Promise<KeyObject>;
  /** See `Cipher.check`. */
  check(organizationId: string): Promise<KeyState>;
}

/** Each organization's keys; unwrapped they stay in memory for the 1,000 organizations used last. */
export function createDataKeys({ rows, keyWrapper, random, clock }: DataKeyDeps, times: DataKeyTimes): DataKeys {
  const cached = { capacity: organizations, mayBeStale: isUnavailable, ...times };
  const activeIds = createKeyCache<string>(clock, cached);
  const digests = createKeyCache<KeyObject>(clock, cached);
  // While keys are rotated, an organization has an old one and a new one.
  const keys = createKeyCache<KeyObject>(clock, { ...cached, capacity: 2 * organizations });
  const checked = createKeyCache<KeyObject | undefined>(clock, { ...cached, capacity: 1, fresh: minute, stale: 0 });

  async function newWrapped(): Promise<RowValues> {
    const { wrappedBy, bytes } = await wrapping(() => keyWrapper.wrap(random.bytes(dataKeyLength)));
    return { v: 1, wrapped: bytes, wrappedBy, createdAt: clock.now() };
  }

  async function readKey(partition: string, rowKey: string): Promise<KeyObject | undefined> {
    const row = await rows.get(dataKeysTable, partition, rowKey);
    if (row === undefined) return undefined;
    const { wrapped, wrappedBy } = wrappedRow.parse(row.values);
    return createSecretKey(await wrapping(() => keyWrapper.unwrap({ wrappedBy, bytes: wrapped })));
  }

  async function readActiveId(partition: string): Promise<string | undefined> {
    const row = await rows.get(dataKeysTable, partition, activeRow);
    return row && pointerRow.parse(row.values).keyId;
  }

  async function makeActive(partition: string): Promise<void> {
    const keyId = random.uuid();
    // Key and pointer in one transaction: of two workers that make a first key at once, one leaves nothing behind.
    await insertUnlessThere(
      () => newWrapped(),
      (values) =>
        rows.write(dataKeysTable, partition, [
          { kind: 'insert', rowKey: keyId, values },
          { kind: 'insert', rowKey: activeRow, values: { v: 1, keyId } },
        ]),
    );
  }

  async function makeDigest(partition: string): Promise<void> {
    await insertUnlessThere(
      () => newWrapped(),
      (values) => rows.write(dataKeysTable, partition, [{ kind: 'insert', rowKey: digestRow, values }]),
    );
  }

  const find: DataKeys['find'] = (organizationId, keyId) => {
    const partition = encodeKeyPart(organizationId);
    return keys(`${partition} ${keyId}`, async () => {
      const key = await readKey(partition, keyId);
      if (key === undefined) throw new CipherFault('cipher.unreadable');
      return key;
    });
  };

  const active: DataKeys['active'] = async (organizationId) => {
    const partition = encodeKeyPart(organizationId);
    const id = await activeIds(partition, () =>
      readOrMake(
        () => readActiveId(partition),
        () => makeActive(partition),
      ),
    );
    return { id, key: await find(organizationId, id) };
  };

  return {
    find,
    active,

    async digest(organizationId) {
      const partition = encodeKeyPart(organizationId);
      return digests(partition, () =>
        readOrMake(
          () => readKey(partition, digestRow),
          () => makeDigest(partition),
        ),
      );
    },

    async check(organizationId) {
      const partition = encodeKeyPart(organizationId);
      const { id } = await active(organizationId);
      try {
        await checked(`${partition} ${id}`, () => readKey(partition, id));
        return 'ok';
      } catch (error) {
        if (isUnavailable(error)) return 'stale';
        throw error;
      }
    },
  };
}

function isUnavailable(error: unknown): boolean {
  return error instanceof CipherFault && error.code === 'cipher.key-unavailable';
}

async function readOrMake<T>(read: () => Promise<T | undefined>, make: () => Promise<void>): Promise<T> {
  const there = await read();
  if (there !== undefined) return there;
  await make();
  const made = await read();
  if (made === undefined) throw new CipherFault('cipher.key-unavailable');
  return made;
}

async function insertUnlessThere(
  values: () => Promise<RowValues>,
  insert: (values: RowValues) => Promise<unknown>,
): Promise<void> {
  try {
    await insert(await values());
  } catch (error) {
    // Another worker was first: its key is the one to use.
    if (!(error instanceof RowConflict && error.reason === 'exists')) throw error;
  }
}
