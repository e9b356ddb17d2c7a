import type { AuditEntry } from '../../domain/audit/audit-entry.ts';
import { type AuditFilter, type AuditStream, chooseStream } from '../../domain/audit/audit-streams.ts';
import { countStream, entriesBetween, ordinalAt, readOrdinals } from '../../store/audit-stream.ts';
import type { Deps } from '../deps.ts';
import { settleAudit } from './settle-audit.ts';

type ListDeps = Pick<Deps, 'rows' | 'clock' | 'random'>;

export interface AuditQuery {
  organizationId: string;
  filter: AuditFilter;
  earliest?: Date;
  latest?: Date;
  /** From 1. */
  page: number;
  pageSize: number;
  oldestFirst: boolean;
}

export interface AuditPage {
  count: number;
  entries: AuditEntry[];
}

/**
 * One page of the organization's audit, and how many entries fit in all. With one filter or none, and any times, a page
 * costs a page wherever it is; several filters at once read the shortest of their streams, in constant memory.
 */
export async function listAudit(deps: ListDeps, query: AuditQuery): Promise<AuditPage> {
  await settleAudit(deps, query.organizationId);
  const { stream, fits } = chooseStream(query.filter);
  return fits === undefined ? readPage(deps, query, stream) : sievePage(deps, query, stream, fits);
}

async function readPage({ rows, clock }: ListDeps, query: AuditQuery, stream: AuditStream): Promise<AuditPage> {
  const { organizationId, earliest, latest, page, pageSize, oldestFirst } = query;
  const snapshot = await countStream(rows, organizationId, stream, clock.now());
  const last = latest === undefined ? snapshot.newest : await ordinalAt(rows, snapshot, latest);
  const before =
    earliest === undefined ? snapshot.removed : await ordinalAt(rows, snapshot, new Date(earliest.getTime() - 1));
  const count = Math.max(0, last - before);
  const { from, until } = positions({ count, page, pageSize, oldestFirst });
  const entries = await readOrdinals(rows, snapshot, last - from, until - from);
  return { count, entries: oldestFirst ? entries.reverse() : entries };
}

async function sievePage(
  { rows }: ListDeps,
  query: AuditQuery,
  stream: AuditStream,
  fits: (entry: AuditEntry) => boolean,
): Promise<AuditPage> {
  async function* fitting() {
    for await (const entry of entriesBetween(rows, query.organizationId, stream, query)) if (fits(entry)) yield entry;
  }
  let count = 0;
  for await (const _entry of fitting()) count += 1;
  const { from, until } = positions({ ...query, count });
  const entries: AuditEntry[] = [];
  let position = 0;
  if (from < until) {
    for await (const entry of fitting()) {
      if (position >= from) entries.push(entry);
      position += 1;
      if (position >= until) break;
    }
  }
  return { count, entries: query.oldestFirst ? entries.reverse() : entries };
}

/** Where the page is, counted from the newest: the first position, and the one after the last. */
function positions({
  count,
  page,
  pageSize,
  oldestFirst,
}: Omit<AuditQuery, 'organizationId' | 'filter'> & { count: number }) {
  const start = Math.min((page - 1) * pageSize, count);
  const end = Math.min(start + pageSize, count);
  return oldestFirst ? { from: count - end, until: count - start } : { from: start, until: end };
}
