import fc from 'fast-check';
import { Secret } from '../../shared/secret.ts';
import { listEnvironments } from '../../shared/store/environments.ts';
import { createEnvironment } from '../../shared/use-cases/configuration/create-environment.ts';
import { createParameter } from '../../shared/use-cases/configuration/create-parameter.ts';
import { deleteParameter } from '../../shared/use-cases/configuration/delete-parameter.ts';
import { deleteValue } from '../../shared/use-cases/configuration/delete-value.ts';
import { loadVisibleParameter } from '../../shared/use-cases/configuration/load-visible-parameter.ts';
import { openValue } from '../../shared/use-cases/configuration/open-value.ts';
import { setValues } from '../../shared/use-cases/configuration/set-values.ts';
import { updateParameter } from '../../shared/use-cases/configuration/update-parameter.ts';
import { createStore, organizationId, projectId } from './support.ts';

type Store = Awaited<ReturnType<typeof createStore>>;

const environments = ['default', 'development', 'staging'];
const slots = ['one', 'two'] as const;

/** One change; `wait` is how many milliseconds later it happens, often none. */
const change = fc.record({
  slot: fc.constantFrom(...slots),
  kind: fc.constantFrom('set', 'set', 'set', 'null', 'unset', 'rename', 'delete'),
  environment: fc.constantFrom(...environments),
  content: fc.constantFrom('x', 'y', 'z'),
  wait: fc.constantFrom(0, 0, 1, 1000),
});

interface Parameter {
  id: string;
  name: string;
  /** What was set in which environment, as of when; undefined where it was taken away. */
  history: { at: number; environment: string; value: string | null | undefined }[];
}

/** The rule as the contract says it: the last change that is not after the time. */
function model({ history }: Parameter, environment: string, at: number): string | null | undefined {
  return history.findLast((each) => each.environment === environment && each.at <= at)?.value;
}

async function asStored(
  { deps, environmentId }: Store,
  { id }: Parameter,
  asOf?: Date,
): Promise<Record<string, string | null | undefined>> {
  const ids = environments.map((name) => environmentId(name));
  const scope = { environmentIds: ids, asOf };
  const { layers } = await loadVisibleParameter(deps, { organizationId, projectId, parameterId: id, scope });
  const shown: Record<string, string | null | undefined> = {};
  for (const [n, name] of environments.entries()) {
    const value = layers[0].values.get(ids[n] ?? '');
    shown[name] = value && ((await openValue(deps, value))?.reveal() ?? null);
  }
  return shown;
}

describe('values through any sequence of changes', () => {
  test('are and were what was set last, at every time', async () => {
    let past = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 30 }), async (changes) => {
        const store = await createStore();
        const { deps, clock } = store;
        const parameters = new Map<string, Parameter>();
        let names = 0;
        for (const { slot, kind, environment, content, wait } of changes) {
          await clock.advance(wait);
          let parameter = parameters.get(slot);
          if (parameter === undefined) {
            const made = await createParameter(deps, { organizationId, projectId, name: slot });
            parameter = { id: made.id, name: slot, history: [] };
            parameters.set(slot, parameter);
          }
          const { id } = parameter;
          const at = clock.now().getTime();
          const environmentId = store.environmentId(environment);
          if (kind === 'delete') {
            await deleteParameter(deps, { organizationId, projectId, id });
            parameters.delete(slot);
          } else if (kind === 'rename') {
            names += 1;
            await updateParameter(deps, { organizationId, projectId, id, name: `${slot} ${names}` });
          } else if (kind === 'unset') {
            const scope = { environmentIds: [environmentId] };
            const visible = await loadVisibleParameter(deps, { organizationId, projectId, parameterId: id, scope });
            const valueId = visible.layers[0].values.get(environmentId)?.id;
            expect(valueId === undefined).toBe(model(parameter, environment, at) === undefined);
            if (valueId === undefined) continue;
            await deleteValue(deps, { organizationId, projectId, parameterId: id, valueId });
            parameter.history.push({ at, environment, value: undefined });
          } else {
            const value = kind === 'null' ? null : content;
            const secret = value === null ? null : new Secret(value);
            const items = [{ parameter: { id }, environmentId, value: secret }];
            const [result] = await setValues(deps, { organizationId, projectId, items });
            expect(['created', 'updated', 'unchanged']).toContain(result?.outcome);
            parameter.history.push({ at, environment, value });
          }
        }
        for (const parameter of parameters.values()) {
          const times = [...new Set(parameter.history.flatMap(({ at }) => [at - 1, at, at + 1]))];
          for (const at of [undefined, ...times]) {
            const wanted = environments.map((name) => [name, model(parameter, name, at ?? Number.POSITIVE_INFINITY)]);
            const found = await asStored(store, parameter, at === undefined ? undefined : new Date(at));
            expect(found).toEqual(Object.fromEntries(wanted));
            past += at === undefined ? 0 : 1;
          }
        }
        // Nothing is left of what was deleted.
        const live = new Set([...parameters.values()].map(({ id }) => id));
        const { rows } = await store.rows.range('parameters', `${organizationId}!${projectId}`);
        for (const { values } of rows) if (values.parameterId) expect(live).toContain(values.parameterId);
      }),
      { seed: 1, numRuns: 150 },
    );
    expect(past).toBeGreaterThan(500);
  });

  test('stay in order when a clock that is behind writes after one that is ahead', async () => {
    const store = await createStore();
    const [made] = await setValues(store.deps, {
      organizationId,
      projectId,
      items: [store.item('a', 'default', 'ahead')],
    });
    const behind = new Date(store.clock.now().getTime() - 60_000);
    const deps = { ...store.deps, clock: { ...store.clock, now: () => behind } };
    await setValues(deps, { organizationId, projectId, items: [store.item('a', 'default', 'behind')] });
    const parameter = { id: made?.parameterId ?? '', name: 'a', history: [] };
    expect((await asStored(store, parameter, store.clock.now())).default).toBe('behind');
    expect((await asStored(store, parameter, behind)).default).toBeUndefined();
  });
});

describe('a parameter that is renamed', () => {
  let store: Store;

  beforeEach(async () => {
    store = await createStore();
  });

  const set = (name: string, environment: string, value: string) =>
    setValues(store.deps, { organizationId, projectId, items: [store.item(name, environment, value)] });
  const rename = (id: string, name: string) => updateParameter(store.deps, { organizationId, projectId, id, name });
  const show = (id: string) => asStored(store, { id, name: '', history: [] });

  test('takes its values along in one transaction', async () => {
    const [made] = await set('a', 'default', 'x');
    await set('a', 'staging', 'y');
    store.transactions.length = 0;
    await rename(made?.parameterId ?? '', 'b');
    expect(store.transactions).toHaveLength(1);
    expect(await show(made?.parameterId ?? '')).toEqual({ default: 'x', development: undefined, staging: 'y' });
    const [other] = await set('a', 'development', 'z');
    expect(await show(other?.parameterId ?? '')).toEqual({ default: undefined, development: 'z', staging: undefined });
  });

  test.each([
    ['a first value', 'development'],
    ['another value', 'default'],
  ])('does not lose %s that is set meanwhile', async (_what, environment) => {
    const [made] = await set('a', 'default', 'x');
    const id = made?.parameterId ?? '';
    store.interfereOnce(async () => {
      const item = { ...store.item('a', environment, 'meanwhile'), parameter: { id } };
      await setValues(store.deps, { organizationId, projectId, items: [item] });
    });
    await rename(id, 'b');
    expect((await show(id))[environment]).toBe('meanwhile');
  });

  test.each([
    ['a first value', 'development'],
    ['another value', 'default'],
  ])('is found by who sets %s while it is renamed', async (_what, environment) => {
    const [made] = await set('a', 'default', 'x');
    const id = made?.parameterId ?? '';
    store.interfereOnce(async () => {
      await rename(id, 'b');
    });
    const item = { ...store.item('a', environment, 'afterwards'), parameter: { id } };
    const [result] = await setValues(store.deps, { organizationId, projectId, items: [item] });
    expect(result?.outcome).toBe(environment === 'default' ? 'updated' : 'created');
    expect((await show(id))[environment]).toBe('afterwards');
  });

  test('keeps its name when its values are more than one transaction takes', async () => {
    const [made] = await set('a', 'default', 'x');
    const id = made?.parameterId ?? '';
    const now = store.clock.now();
    const extra = Array.from({ length: 50 }, (_, n) => `extra ${n}`);
    for (const name of extra) await createEnvironment(store.deps, { organizationId, name });
    const all = await listEnvironments(store.rows, organizationId);
    const items = all.map((each) => ({ ...store.item('a', 'default', 'x'), environmentId: each.id }));
    await setValues(store.deps, { organizationId, projectId, items });
    await expect(rename(id, 'b')).rejects.toMatchObject({ code: 'parameter.too-many-values' });
    const visible = await loadVisibleParameter(store.deps, { organizationId, projectId, parameterId: id });
    expect(visible.parameter).toMatchObject({ name: 'a', modifiedAt: now });
    expect(visible.layers[0].values.size).toBe(all.length);
  });

  test('that is deleted while a value is set leaves nothing, and the writer learns of it', async () => {
    const [made] = await set('a', 'default', 'x');
    const id = made?.parameterId ?? '';
    store.interfereOnce(() => deleteParameter(store.deps, { organizationId, projectId, id }));
    const item = { ...store.item('a', 'staging', 'late'), parameter: { id } };
    const [result] = await setValues(store.deps, { organizationId, projectId, items: [item] });
    expect(result).toMatchObject({ outcome: 'refused', problem: { code: 'object.not-found' } });
    const { rows } = await store.rows.range('parameters', `${organizationId}!${projectId}`);
    expect(rows.map(({ rowKey }) => rowKey)).toEqual(['version']);
  });
});

test('the history of a deleted parameter goes at the latest with the next deletion', async () => {
  const store = await createStore();
  const set = (name: string, value: string) =>
    setValues(store.deps, { organizationId, projectId, items: [store.item(name, 'default', value)] });
  const [made] = await set('a', 'canary');
  await set('a', 'second');
  const [other] = await set('b', 'x');
  let writes = 0;
  const cutOff = {
    ...store.rows,
    write: async (...args: Parameters<typeof store.rows.write>) => {
      writes += 1;
      if (writes > 1) throw new Error('the process ended');
      return store.rows.write(...args);
    },
  };
  const remove = (rows: typeof store.rows, id = '') => deleteParameter({ rows }, { organizationId, projectId, id });
  await expect(remove(cutOff, made?.parameterId)).rejects.toThrow('the process ended');
  const kinds = async () => {
    const { rows } = await store.rows.range('parameters', `${organizationId}!${projectId}`);
    return rows.map(({ rowKey }) => rowKey.split('!')[0]);
  };
  expect(await kinds()).toEqual(['h', 'n', 'p', 'removal', 'v', 'version']);
  await remove(store.rows, other?.parameterId);
  expect(await kinds()).toEqual(['version']);
});

test('what a deleted parameter has left is not shown for another one of its name, and goes without it', async () => {
  const store = await createStore();
  for (let n = 0; n < 110; n += 1) await createEnvironment(store.deps, { organizationId, name: `e${n}` });
  const all = await listEnvironments(store.rows, organizationId);
  const place = { organizationId, projectId };
  const set = (value: string, ids: readonly string[]) => {
    const items = ids.map((environmentId) => ({ ...store.item('a', 'default', value), environmentId }));
    return setValues(store.deps, { ...place, items });
  };
  const ids = all.map(({ id }) => id);
  const [made] = await set('canary', ids);
  let writes = 0;
  const cutOff = {
    ...store.rows,
    write: async (...args: Parameters<typeof store.rows.write>) => {
      writes += 1;
      if (writes > 1) throw new Error('the process ended');
      return store.rows.write(...args);
    },
  };
  const gone = deleteParameter({ ...store.deps, rows: cutOff }, { ...place, id: made?.parameterId ?? '' });
  await expect(gone).rejects.toThrow('the process ended');
  const { rows } = await store.rows.range('parameters', `${organizationId}!${projectId}`, { from: 'v!', before: 'v"' });
  const left = rows.map(({ values }) => String(values.environmentId));
  expect(left.length).toBeGreaterThan(10);

  const again = await createParameter(store.deps, { ...place, name: 'a', secret: true });
  const values = async () => {
    const { layers } = await loadVisibleParameter(store.deps, { ...place, parameterId: again.id });
    return [...layers[0].values.keys()];
  };
  expect(await values()).toEqual([]);
  const [first] = await set('new', left.slice(0, 1));
  expect(first).toMatchObject({ outcome: 'created', parameterId: again.id });
  const other = await createParameter(store.deps, { ...place, name: 'other' });
  await deleteParameter(store.deps, { ...place, id: other.id });
  expect(await values()).toEqual(left.slice(0, 1));
  const after = await store.rows.range('parameters', `${organizationId}!${projectId}`, { from: 'v!', before: 'v"' });
  expect(after.rows).toHaveLength(1);
});
