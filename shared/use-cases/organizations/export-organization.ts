import type { Organization } from '../../domain/organization.ts';
import type { Row, RowValues } from '../../ports/rows.ts';
import type { Tables } from '../../ports/tables.ts';
import { everyRow } from '../../store/every-row.ts';
import { keysUnder, splitKey } from '../../store/key.ts';
import { organizationRows } from '../../store/organization-rows.ts';
import { parametersTable } from '../../store/parameters-table.ts';
import { headFromRow } from '../../store/value-row.ts';
import { openValue } from '../configuration/open-value.ts';
import type { Deps } from '../deps.ts';
import { openConfiguration } from '../webhooks/seal-configuration.ts';

export type ExportDeps = Pick<Deps, 'rows' | 'cipher'> & { tables: Tables };

/** A row of the export: what is stored of one object, as plain text, numbers and truth values; times in ISO 8601. */
export interface ExportedRow {
  table: string;
  partition: string;
  row: string;
  data: Record<string, unknown>;
  /** What it says, if it is sealed and may be shown: a value (null: an explicit null), or where a webhook sends. */
  content?: unknown;
  /** There is a content, which is left out: it is secret. */
  secret?: true;
}

/** Keys are no data about anybody, and open what is secret. */
const keys = 'dataKeys';
/** Digests and one-time numbers: they say nothing but whether two secrets are equal. */
const leftOut = new Set(['v', 'digest', 'nonce']);

/**
 * All that is stored about an organization, but for its keys, its digests and kept answers. `secrets`: with the content
 * of secret parameters and of webhooks. Rejects with `CipherFault` for what cannot be opened.
 */
export async function* exportOrganization(
  deps: ExportDeps,
  organization: Organization,
  { secrets }: { secrets: boolean },
): AsyncGenerator<ExportedRow> {
  const { id, name, createdAt, limits, deletingSince } = organization;
  const data = { name, createdAt: createdAt.toISOString(), limits, deletingSince: deletingSince?.toISOString() };
  yield { table: 'organizations', partition: id, row: 'organization', data };
  const show = createReader(deps, id, secrets);
  for await (const { table, rows } of organizationRows(deps, id)) {
    if (table === keys) continue;
    for await (const row of rows) {
      const { partitionKey: partition, rowKey, values } = row;
      yield { table, partition, row: rowKey, data: plain(values), ...(await show(table, row)) };
    }
  }
}

type Content = Pick<ExportedRow, 'content' | 'secret'>;

function createReader(deps: ExportDeps, organizationId: string, secrets: boolean) {
  let open: { partition: string; parameters: Set<string> } | undefined;

  /** Ids of the parameters of the partition that are not secret; rows come partition by partition. */
  async function openParameters(partition: string): Promise<Set<string>> {
    if (open?.partition === partition) return open.parameters;
    const parameters = new Set<string>();
    const range = { ...keysUnder('n'), select: ['id', 'secret'] };
    for await (const { values } of everyRow(deps.rows, parametersTable, partition, range)) {
      if (values.secret === false) parameters.add(String(values.id));
    }
    open = { partition, parameters };
    return parameters;
  }

  async function contentOf(row: Row): Promise<Content> {
    const [, projectId = ''] = splitKey(row.partitionKey);
    const { value, parameterId } = headFromRow(organizationId, projectId, row);
    if (value === undefined) return {};
    if (!secrets && !(await openParameters(row.partitionKey)).has(parameterId)) return { secret: true };
    return { content: (await openValue(deps, value))?.reveal() ?? null };
  }

  async function configurationOf({ rowKey, values }: Row): Promise<Content> {
    const [, id = ''] = splitKey(rowKey);
    if (!secrets || !(values.sealed instanceof Uint8Array)) return { secret: true };
    const { url, signingSecret } = await openConfiguration(deps, { organizationId, id, sealed: values.sealed });
    return { content: { url: url.reveal(), signing_secret: signingSecret?.reveal() } };
  }

  return async (table: string, row: Row): Promise<Content> => {
    const [kind = ''] = splitKey(row.rowKey);
    if (table === parametersTable && (kind === 'v' || kind === 'h')) return contentOf(row);
    return table === 'webhooks' ? configurationOf(row) : {};
  };
}

function plain(values: RowValues): Record<string, unknown> {
  const shown = Object.entries(values).filter(([name, value]) => !leftOut.has(name) && !(value instanceof Uint8Array));
  return Object.fromEntries(shown.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]));
}
