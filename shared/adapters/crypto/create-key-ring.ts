import type { KeyRing } from '../../ports/key-ring.ts';
import { type Row, RowConflict } from '../../ports/rows.ts';
import { everyRow } from '../../store/every-row.ts';
import { encodeKeyPart } from '../../store/key.ts';
import { columnsOf } from '../../store/row-shape.ts';
import { activeRow, dataKeyLength, dataKeysTable, pointerRow, wrappedRow } from './data-key-rows.ts';
import type { DataKeyDeps } from './data-keys.ts';
import { wrapping } from './wrapping.ts';

/** The data keys in their table. */
export function createKeyRing({ rows, keyWrapper, random, clock }: DataKeyDeps): KeyRing {
  const wrapNew = () => wrapping(() => keyWrapper.wrap(random.bytes(dataKeyLength)));

  /** Asked for anew each time: whoever rotates for hours may put yet another key into the file. */
  const newestWrappingKey = async () => (await wrapNew()).wrappedBy;

  /** One key at a time, under its etag: cut off anywhere, each key is wrapped by the old one or by the new one. */
  async function rewrapRow(partition: string, { rowKey, etag, values }: Row): Promise<void> {
    const { wrapped, wrappedBy, ...key } = wrappedRow.parse(values);
    const again = await wrapping(async () => keyWrapper.wrap(await keyWrapper.unwrap({ wrappedBy, bytes: wrapped })));
    const rewrapped = { ...columnsOf(key), ...key, wrapped: again.bytes, wrappedBy: again.wrappedBy };
    await rows.write(dataKeysTable, partition, [{ kind: 'replace', rowKey, etag, values: rewrapped }]);
  }

  return {
    async rewrap(organizationId) {
      const partition = encodeKeyPart(organizationId);
      const newest = await newestWrappingKey();
      let keys = 0;
      let rewrapped = 0;
      for await (const row of everyRow(rows, dataKeysTable, partition, {})) {
        if (row.rowKey === activeRow) continue;
        keys += 1;
        if (wrappedRow.parse(row.values).wrappedBy === newest) continue;
        try {
          await rewrapRow(partition, row);
          rewrapped += 1;
        } catch (error) {
          // Somebody else is rotating as well, and has wrapped this one.
          if (!(error instanceof RowConflict)) throw error;
        }
      }
      return { keys, rewrapped };
    },

    async renew(organizationId, olderThan) {
      const partition = encodeKeyPart(organizationId);
      const pointer = await rows.get(dataKeysTable, partition, activeRow);
      if (pointer === undefined) return false;
      const active = await rows.get(dataKeysTable, partition, pointerRow.parse(pointer.values).keyId);
      if (active !== undefined && wrappedRow.parse(active.values).createdAt >= olderThan) return false;
      const { wrappedBy, bytes } = await wrapNew();
      const keyId = random.uuid();
      try {
        // Key and pointer in one transaction: what seals is always there to open.
        await rows.write(dataKeysTable, partition, [
          { kind: 'insert', rowKey: keyId, values: { v: 1, wrapped: bytes, wrappedBy, createdAt: clock.now() } },
          { kind: 'replace', rowKey: activeRow, etag: pointer.etag, values: { v: 1, keyId } },
        ]);
        return true;
      } catch (error) {
        if (error instanceof RowConflict) return false;
        throw error;
      }
    },
  };
}
