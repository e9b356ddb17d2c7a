import fc from 'fast-check';
import { createManualClock, type ManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import { type AuditAction, type AuditEntry, auditActions } from '../../shared/domain/audit/audit-entry.ts';
import type { AuditFilter } from '../../shared/domain/audit/audit-streams.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { type AuditQuery, listAudit } from '../../shared/use-cases/audit/list-audit.ts';
import { recordAudit } from '../../shared/use-cases/audit/record-change.ts';
import { summarizeAudit } from '../../shared/use-cases/audit/summarize-audit.ts';

const organizationId = 'd0f4b2f6-9a5e-4ef5-9b0b-3a1b6f5d9a11';
const start = new Date('2026-01-01T00:00:00Z');
const everything = { organizationId, filter: {}, page: 1, pageSize: 1000, oldestFirst: false };

interface Step {
  /** Milliseconds since the step before; at least one, so that the order is known. */
  pause: number;
  action: AuditAction;
  object: number;
  user: number;
  project?: number;
}

function createWorld() {
  const deps = { rows: createMemoryRows(), clock: createManualClock(start), random: createSeededRandom(1) };
  const record = async ({ pause, action, object, user, project }: Step) => {
    await deps.clock.advance(pause);
    await recordAudit(deps, {
      organizationId,
      action,
      objectType: object % 2 === 0 ? 'Value' : 'Tag',
      object: {
        id: `object ${object}`,
        name: `named ${object}`,
        ...(project === undefined ? {} : { projectId: `project ${project}` }),
      },
      user: { kind: 'user', id: `user|${user}`, name: `User ${user}`, role: 'ADMIN', createdAt: start },
    });
  };
  return { deps, record };
}

/** The rows of a world with so many entries, a minute apart, the last an hour ago. */
async function fill(count: number) {
  const { deps, record } = createWorld();
  for (let number = 0; number < count; number += 1) {
    await record({ pause: 60_000, action: 'update', object: number % 3, user: 0, project: 0 });
  }
  await deps.clock.advance(3_600_000);
  return deps;
}

function counted(deps: { rows: Rows; clock: ManualClock; random: ReturnType<typeof createSeededRandom> }) {
  const reads = { requests: 0, rows: 0 };
  const rows: Rows = {
    get: (...input) => {
      reads.requests += 1;
      return deps.rows.get(...input);
    },
    async range(...input) {
      const page = await deps.rows.range(...input);
      reads.requests += 1;
      reads.rows += page.rows.length;
      return page;
    },
    write: deps.rows.write,
  };
  return {
    reads,
    async list(query: Partial<AuditQuery>) {
      reads.requests = 0;
      reads.rows = 0;
      return listAudit({ ...deps, rows }, { ...everything, ...query });
    },
  };
}

/** What a list means, by sorting and counting everything. */
function naively(entries: readonly AuditEntry[], query: AuditQuery) {
  const { objectId, userId, projectId, objectType, action } = query.filter;
  const fitting = entries.filter(
    (entry) =>
      (objectId === undefined || entry.object.id === objectId) &&
      (userId === undefined || entry.user.id === userId) &&
      (projectId === undefined || entry.object.projectId === projectId) &&
      (objectType === undefined || entry.objectType === objectType) &&
      (action === undefined || entry.action === action) &&
      (query.earliest === undefined || entry.at >= query.earliest) &&
      (query.latest === undefined || entry.at <= query.latest),
  );
  const sign = query.oldestFirst ? 1 : -1;
  const sorted = fitting.toSorted((one, other) => sign * (one.at.getTime() - other.at.getTime()));
  const first = (query.page - 1) * query.pageSize;
  return { count: sorted.length, entries: sorted.slice(first, first + query.pageSize) };
}

const steps: fc.Arbitrary<Step> = fc.record({
  // Some far enough apart for the entries before to be settled.
  pause: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.constant(700_000)),
  action: fc.constantFrom(...auditActions),
  object: fc.nat(3),
  user: fc.nat(1),
  project: fc.option(fc.nat(1), { nil: undefined }),
});
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const filters: fc.Arbitrary<AuditFilter> = fc.record({
  objectId: optional(fc.nat(4).map((number) => `object ${number}`)),
  userId: optional(fc.nat(2).map((number) => `user|${number}`)),
  projectId: optional(fc.nat(2).map((number) => `project ${number}`)),
  objectType: optional(fc.constantFrom('Value', 'Tag', 'Push')),
  action: optional(fc.constantFrom(...auditActions)),
});

describe('a list', () => {
  test('is what sorting and counting everything gives, whatever is asked and however often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            steps.map((step) => ({ step })),
            fc.nat(250).map((burst) => ({ burst })),
          ),
          { maxLength: 14, size: 'max' },
        ),
        fc.array(
          fc.record({
            filter: fc.oneof(filters, fc.constant({})),
            page: fc.integer({ min: 1, max: 4 }),
            pageSize: fc.integer({ min: 1, max: 300 }),
            oldestFirst: fc.boolean(),
            from: optional(fc.nat(1000)),
            until: optional(fc.nat(1000)),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        async (happening, questions) => {
          const { deps, record } = createWorld();
          const ask = async ({ from, until, ...question }: (typeof questions)[number]) => {
            const span = deps.clock.now().getTime() - start.getTime();
            const at = (share?: number) =>
              share === undefined ? undefined : new Date(start.getTime() + Math.round((span * share) / 1000));
            const query = { organizationId, ...question, earliest: at(from), latest: at(until) };
            expect(await listAudit(deps, query)).toEqual(naively(await everyEntry(deps.rows), query));
          };
          for (const [index, event] of happening.entries()) {
            if ('step' in event) await record(event.step);
            else
              for (let n = 0; n < event.burst; n += 1) await record({ pause: 1, action: 'create', object: 0, user: 0 });
            // In between, so that marks are noted early and later entries come on top of them.
            const question = questions[index % questions.length];
            if (index % 4 === 0 && question) await ask(question);
          }
          await deps.clock.advance(700_000);
          for (const question of questions) await ask(question);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('costs the same on the first page, in the middle and on the last of 2,000 entries', async () => {
    const { reads, list } = counted(await fill(2000));
    await list({ pageSize: 100 });
    for (const filter of [{}, { userId: 'user|0' }, { projectId: 'project 0' }, { action: 'update' as const }]) {
      await list({ filter, pageSize: 100 });
      for (const page of [1, 10, 20]) {
        const { count, entries } = await list({ filter, page, pageSize: 100 });
        expect([count, entries.length]).toEqual([2000, 100]);
        // What is not settled, the newest mark, the entries after it, the page's mark, the page.
        expect(reads.requests).toBeLessThanOrEqual(5);
        expect(reads.rows).toBeLessThanOrEqual(2 + 200 + 200 + 100);
      }
    }
  });

  test('a page far beyond the end costs nothing more', async () => {
    const { reads, list } = counted(await fill(450));
    await list({});
    expect(await list({ page: 1_000_000 })).toEqual({ count: 450, entries: [] });
    expect(reads.requests).toBeLessThanOrEqual(3);
  });

  test('finds its place by time with few more requests', async () => {
    const { reads, list } = counted(await fill(2000));
    await list({});
    const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
    const { count, entries } = await list({ earliest: at(301), latest: at(1700), page: 2, pageSize: 100 });
    expect([count, entries[0]?.at, entries.length]).toEqual([1400, at(1600), 100]);
    expect(reads.requests).toBeLessThanOrEqual(5 + 2 * 5);
    expect(reads.rows).toBeLessThanOrEqual(2 + 200 + 2 * 200 + 200 + 100);
  });

  test('of several filters reads the shortest stream', async () => {
    const { deps, record } = createWorld();
    for (let number = 0; number < 300; number += 1) {
      await record({ pause: 1000, action: 'create', object: number, user: 0 });
    }
    const { reads, list } = counted(deps);
    const { count } = await list({ filter: { objectId: 'object 7', userId: 'user|0', action: 'create' } });
    expect(count).toBe(1);
    expect(reads.rows).toBeLessThanOrEqual(2);
  });
});

test('the summary says how many and since when', async () => {
  const deps = await fill(401);
  expect(await summarizeAudit(deps, { organizationId })).toEqual({
    total: 401,
    earliest: new Date(start.getTime() + 60_000),
  });
  const { rows, clock, random } = createWorld().deps;
  expect(await summarizeAudit({ rows, clock, random }, { organizationId })).toEqual({ total: 0, earliest: undefined });
});

/** Everything that was recorded, past all streams and marks. */
async function everyEntry(rows: Rows): Promise<AuditEntry[]> {
  const { toEntry, entryKeys } = await import('../../shared/store/audit.ts');
  const { listRows } = await import('../../shared/store/every-row.ts');
  return listRows(rows, 'audit', organizationId, entryKeys, (row) => toEntry(organizationId, row));
}
