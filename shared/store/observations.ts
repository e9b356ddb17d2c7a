import { z } from 'zod';
import type { Observation } from '../domain/sync/observation.ts';
import { foldSecretName } from '../domain/sync/secret-name.ts';
import { type Row, RowConflict, type Rows, type RowWrite } from '../ports/rows.ts';
import { everyRow } from './every-row.ts';
import { encodeKeyPart } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';
import { inTransactions } from './transactions.ts';

/*
 * Table `observations`
 *   PK integration id, RK the secret's name in lower case: what was seen when its value was last read or written.
 */
const table = 'observations';
const row = rowShape(1, {
  secretName: z.string(),
  updated: z.number(),
  seenAt: z.number(),
  digest: z.string(),
  version: z.string(),
  empty: z.boolean().optional(),
  pushId: z.string().optional(),
});

function fromRow({ values }: Row): Observation {
  const { v: _version, ...observation } = row.parse(values);
  return observation;
}

/** Everything that is known of the vault's secrets, by folded name. */
export async function listObservations(rows: Rows, integrationId: string): Promise<Map<string, Observation>> {
  const observations = new Map<string, Observation>();
  for await (const found of everyRow(rows, table, integrationId, {})) {
    const observation = fromRow(found);
    observations.set(foldSecretName(observation.secretName), observation);
  }
  return observations;
}

/** Each secret at most once. */
export async function putObservations(
  rows: Rows,
  integrationId: string,
  observations: readonly Observation[],
): Promise<void> {
  const writes = observations.map((observation): RowWrite => {
    return { kind: 'put', rowKey: rowKey(observation.secretName), values: presentProperties({ v: 1, ...observation }) };
  });
  for (const transaction of inTransactions(integrationId, writes)) await rows.write(table, integrationId, transaction);
}

/** It is no failure when there is none. */
export async function deleteObservation(rows: Rows, integrationId: string, secretName: string): Promise<void> {
  try {
    await rows.write(table, integrationId, [{ kind: 'delete', rowKey: rowKey(secretName) }]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}

export async function deleteObservations(rows: Rows, integrationId: string): Promise<void> {
  for (;;) {
    const page = await rows.range(table, integrationId, { limit: 100 });
    if (page.rows.length === 0) return;
    const writes = page.rows.map(({ rowKey }): RowWrite => ({ kind: 'delete', rowKey }));
    await rows.write(table, integrationId, writes);
  }
}

function rowKey(secretName: string): string {
  return encodeKeyPart(foldSecretName(secretName));
}
