import type { RowWrite } from '../../shared/ports/rows.ts';
import { Secret } from '../../shared/secret.ts';
import { getParameterByName, listParameters } from '../../shared/store/parameters.ts';
import { getProject, replaceProject } from '../../shared/store/projects.ts';
import { getValue, listProjectValues } from '../../shared/store/values.ts';
import { createEnvironment } from '../../shared/use-cases/configuration/create-environment.ts';
import { type SetValueItem, setValues } from '../../shared/use-cases/configuration/set-values.ts';
import { createStore, organizationId, projectId } from './support.ts';

type Store = Awaited<ReturnType<typeof createStore>>;

let store: Store;

beforeEach(async () => {
  store = await createStore();
});

const set = (...items: SetValueItem[]) => setValues(store.deps, { organizationId, projectId, items });
const outcomes = async (...items: SetValueItem[]) => (await set(...items)).map(({ outcome }) => outcome);

async function stored(name: string, environment: string): Promise<string | null | undefined> {
  const parameter = await getParameterByName(store.rows, organizationId, projectId, name);
  if (parameter === undefined) return undefined;
  const place = { parameterId: parameter.id, environmentId: store.environmentId(environment) };
  const value = await getValue(store.rows, organizationId, projectId, place);
  if (!value?.sealed) return value && null;
  const context = { organizationId, binding: ['value', place.parameterId, place.environmentId] };
  return (await store.deps.cipher.open(value.sealed, context)).reveal();
}

describe('setting values', () => {
  test('makes parameters whose name is free, and sets their values in the same transaction', async () => {
    const [result] = await set(store.item('DB/Pass?', 'default', 'hunter2'));
    const parameter = await getParameterByName(store.rows, organizationId, projectId, 'DB/Pass?');
    expect(result).toMatchObject({ outcome: 'created', parameterId: parameter?.id });
    expect(parameter).toMatchObject({ name: 'DB/Pass?', secret: true, type: 'string' });
    expect(await stored('DB/Pass?', 'default')).toBe('hunter2');
    expect(store.transactions.map(({ writes }) => writes.length)).toEqual([4]);
  });

  test('changes what differs and writes nothing where the value is the same', async () => {
    const [created] = await set(store.item('a', 'default', 'one'));
    store.transactions.length = 0;
    const [unchanged] = await set(store.item('a', 'default', 'one'));
    expect(unchanged).toEqual({ ...created, outcome: 'unchanged' });
    expect(store.transactions).toEqual([]);

    await store.clock.advance(1000);
    const [updated] = await set(store.item('a', 'default', 'two'));
    expect(updated).toMatchObject({ outcome: 'updated', valueId: created?.valueId });
    expect(updated?.etag).not.toBe(created?.etag);
    expect(await stored('a', 'default')).toBe('two');
    const [value] = await listProjectValues(store.rows, organizationId, projectId);
    expect(value?.modifiedAt.getTime()).toBe((value?.createdAt.getTime() ?? 0) + 1000);
  });

  test('tells an explicit null from an empty value and from no value', async () => {
    expect(await outcomes(store.item('n', 'default', null), store.item('e', 'default', ''))).toEqual([
      'created',
      'created',
    ]);
    expect(await stored('n', 'default')).toBeNull();
    expect(await stored('e', 'default')).toBe('');
    expect(await stored('n', 'staging')).toBeUndefined();
    expect(await outcomes(store.item('n', 'default', null))).toEqual(['unchanged']);
    expect(await outcomes(store.item('n', 'default', ''))).toEqual(['updated']);
  });

  test.each([
    ['an etag where nothing is', 'W/"nothing"', undefined, 'conflict'],
    ['nothing where something is', null, 'present', 'conflict'],
    ['another etag', 'W/"other"', 'present', 'conflict'],
    ['nothing where nothing is', null, undefined, 'created'],
    ['whatever is there', undefined, 'present', 'updated'],
    ['another etag, but the value is as wished', 'W/"other"', 'wished', 'unchanged'],
  ])('%s', async (_what, expected, before, outcome) => {
    if (before !== undefined) await set(store.item('a', 'default', before));
    expect(await outcomes(store.item('a', 'default', 'wished', { expected }))).toEqual([outcome]);
    if (outcome === 'conflict') expect(await stored('a', 'default')).toBe(before);
  });

  test("one item's conflict leaves the others alone", async () => {
    await set(store.item('taken', 'default', 'theirs'));
    const items = [
      store.item('first', 'default', '1'),
      store.item('taken', 'default', 'ours', { expected: null }),
      store.item('last', 'default', '3'),
    ];
    expect(await outcomes(...items)).toEqual(['created', 'conflict', 'created']);
    expect(await stored('taken', 'default')).toBe('theirs');
    expect(await stored('last', 'default')).toBe('3');
  });

  test('a write that comes in between is noticed, and the rest of its transaction is not lost', async () => {
    const [before] = await set(store.item('a', 'default', 'one'));
    store.interfereOnce(async () => {
      await set(store.item('a', 'default', 'theirs'));
    });
    const items = [store.item('a', 'default', 'ours', { expected: before?.etag }), store.item('b', 'default', 'mine')];
    expect(await outcomes(...items)).toEqual(['conflict', 'created']);
    expect([await stored('a', 'default'), await stored('b', 'default')]).toEqual(['theirs', 'mine']);
  });

  test('who expects nothing in particular wins in the end', async () => {
    await set(store.item('a', 'default', 'one'));
    store.interfereOnce(async () => {
      await set(store.item('a', 'default', 'theirs'));
    });
    expect(await outcomes(store.item('a', 'default', 'ours'))).toEqual(['updated']);
    expect(await stored('a', 'default')).toBe('ours');
  });

  test('a name that somebody else takes in between becomes one parameter, not two', async () => {
    store.interfereOnce(async () => {
      await set(store.item('a', 'staging', 'theirs'));
    });
    expect(await outcomes(store.item('a', 'default', 'ours'))).toEqual(['created']);
    expect(await listParameters(store.rows, organizationId, projectId)).toHaveLength(1);
    expect([await stored('a', 'default'), await stored('a', 'staging')]).toEqual(['ours', 'theirs']);
  });

  test('of two writers with the same etag one wins', async () => {
    const [before] = await set(store.item('a', 'default', 'start'));
    const write = (value: string) => set(store.item('a', 'default', value, { expected: before?.etag }));
    const results = (await Promise.all([write('one'), write('two')])).flat();
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'updated']);
    const winner = results.findIndex(({ outcome }) => outcome === 'updated');
    expect(await stored('a', 'default')).toBe(['one', 'two'][winner]);
  });

  test('values of one parameter that are set in many environments at once are all set', async () => {
    const names = Array.from({ length: 50 }, (_, n) => `e${n}`);
    const made = await Promise.all(names.map((name) => createEnvironment(store.deps, { organizationId, name })));
    const items = made.map(({ id }) => ({ ...store.item('a', 'default', 'x'), environmentId: id }));
    await set(...items);
    const change = async (item: SetValueItem) => (await set({ ...item, value: new Secret('y') }))[0]?.outcome;
    expect(new Set(await Promise.all(items.map(change)))).toEqual(new Set(['updated']));
  });

  test('a parameter is confirmed once for all of its values in a transaction', async () => {
    const names = ['default', 'development', 'staging', 'production'];
    await set(...names.map((name) => store.item('a', name, 'x')));
    store.transactions.length = 0;
    await set(...names.map((name) => store.item('a', name, 'y')));
    expect(store.transactions.map(({ writes }) => writes.length)).toEqual([4 * 2 + 1]);
  });

  test('several environments of a new parameter make it once', async () => {
    const items = ['default', 'development', 'staging', 'production'].map((name) => store.item('a', name, name));
    const results = await set(...items);
    expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created', 'created']);
    expect(new Set(results.map(({ parameterId }) => parameterId)).size).toBe(1);
    expect(await stored('a', 'production')).toBe('production');
  });

  test('several items for one place are applied in order', async () => {
    expect(await outcomes(store.item('a', 'default', 'one'), store.item('a', 'default', 'two'))).toEqual([
      'created',
      'updated',
    ]);
    expect(await stored('a', 'default')).toBe('two');
  });

  test.each<[string, Partial<SetValueItem>, string]>([
    ['no such parameter', { parameter: { id: 'nobody' } }, 'object.not-found'],
    ['no such environment', { environmentId: 'nowhere' }, 'object.not-found'],
    ['no such type', { parameter: { name: 'x', secret: false, type: 'duck' } }, 'request.invalid'],
    ['a value that does not fit', { parameter: { name: 'x', secret: false, type: 'integer' } }, 'value.type'],
    ['a name with a line break', { parameter: { name: 'x\n', secret: false, type: 'string' } }, 'request.invalid'],
    ['an empty name', { parameter: { name: '', secret: false, type: 'string' } }, 'request.invalid'],
    ['half a surrogate pair', { value: new Secret('x\ud800') }, 'request.invalid'],
    ['65,537 characters', { value: new Secret('💥'.repeat(65_537)) }, 'request.invalid'],
  ])('refuses %s and does the rest', async (_what, wrong, code) => {
    const results = await set(store.item('bad', 'default', 'canary', wrong), store.item('good', 'default', 'value'));
    expect(results).toMatchObject([{ outcome: 'refused', problem: { code } }, { outcome: 'created' }]);
    expect(JSON.stringify(results)).not.toContain('canary');
    expect(await listParameters(store.rows, organizationId, projectId)).toHaveLength(1);
  });

  test('refuses to put a secret into a parameter that is not one', async () => {
    const open = { parameter: { name: 'a', secret: false, type: 'string' } };
    await set(store.item('a', 'default', 'open', open));
    expect(await set(store.item('a', 'default', 'hidden'))).toMatchObject([
      { outcome: 'refused', problem: { code: 'parameter.not-secret' } },
    ]);
    expect(await stored('a', 'default')).toBe('open');
  });

  test("holds new names, and only those, against the project's pattern", async () => {
    await set(store.item('old name', 'default', '1'));
    const project = await getProject(store.rows, organizationId, projectId);
    if (project === undefined) throw new Error('no project');
    await replaceProject(store.rows, { ...project, parameterNamePattern: '[A-Z]+' }, project);
    const results = await set(
      store.item('old name', 'default', '2'),
      store.item('NEW', 'default', '3'),
      store.item('NEWish', 'default', '4'),
    );
    expect(results).toMatchObject([
      { outcome: 'updated' },
      { outcome: 'created' },
      { outcome: 'refused', problem: { code: 'project.parameter-name' } },
    ]);
  });

  test('rejects another organization', async () => {
    const call = setValues(store.deps, {
      organizationId: 'other',
      projectId,
      items: [store.item('a', 'default', 'x')],
    });
    await expect(call).rejects.toMatchObject({ code: 'object.not-found' });
  });

  test('takes as few transactions as 100 rows allow, and reads a large project page by page', async () => {
    const items = Array.from({ length: 1100 }, (_, n) => store.item(`p${n}`, 'default', `v${n}`));
    expect(new Set(await outcomes(...items))).toEqual(new Set(['created']));
    expect(store.transactions).toHaveLength(Math.ceil(1100 / 33));

    store.transactions.length = 0;
    expect(new Set(await outcomes(...items))).toEqual(new Set(['unchanged']));
    expect(store.transactions).toEqual([]);

    const changed = items.map((item, n) => (n % 2 === 0 ? { ...item, value: new Secret('new') } : item));
    const results = await outcomes(...changed);
    expect(results.filter((outcome) => outcome === 'updated')).toHaveLength(550);
    // Each value, what was there before, and the parameter, which nobody may change meanwhile.
    expect(store.transactions).toHaveLength(Math.ceil(550 / 33));
    expect(store.transactions.reduce((sum, { writes }) => sum + writes.length, 0)).toBe(3 * 550);
  });

  test('keeps the largest values within 4 MiB per transaction', async () => {
    const sealing = {
      ...store.deps,
      // The memory cipher hands out short handles; this one has the size of the real one's.
      cipher: {
        ...store.deps.cipher,
        seal: async (value: Secret) =>
          Buffer.concat([Buffer.from(value.reveal()), Buffer.alloc(80)]).map((byte) => byte ^ 0x5a),
      },
    };
    const items = Array.from({ length: 30 }, (_, n) =>
      store.item(`p${n}`, 'default', '💥'.repeat(65_535) + String(n % 10)),
    );
    const results = await setValues(sealing, { organizationId, projectId, items });
    expect(results.every(({ outcome }) => outcome === 'created')).toBe(true);
    expect(store.transactions.length).toBeGreaterThan(2);
    const rowsOf = ({ writes }: { writes: RowWrite[] }) => writes.length;
    expect(store.transactions.map(rowsOf).reduce((sum, count) => sum + count)).toBe(90 + store.transactions.length);
    const values = await listProjectValues(store.rows, organizationId, projectId);
    expect(values.map(({ sealed }) => sealed?.byteLength)).toEqual(Array(30).fill(65_535 * 4 + 1 + 80));
    expect(Buffer.from(values[0]?.sealed?.slice(0, 4).map((byte) => byte ^ 0x5a) ?? []).toString()).toBe('💥');
  });
});
