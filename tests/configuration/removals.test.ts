import { RowConflict } from '../../shared/ports/rows.ts';
import { listRemovals } from '../../shared/store/removals.ts';
import { listProjectValues } from '../../shared/store/values.ts';
import { createEnvironment } from '../../shared/use-cases/configuration/create-environment.ts';
import { createProject } from '../../shared/use-cases/configuration/create-project.ts';
import { deleteEnvironment } from '../../shared/use-cases/configuration/delete-environment.ts';
import { deleteParameter } from '../../shared/use-cases/configuration/delete-parameter.ts';
import { deleteProject } from '../../shared/use-cases/configuration/delete-project.ts';
import { finishRemovals } from '../../shared/use-cases/configuration/finish-removals.ts';
import { loadProjectView } from '../../shared/use-cases/configuration/load-project-view.ts';
import { setValues } from '../../shared/use-cases/configuration/set-values.ts';
import { createStore, organizationId, projectId } from './support.ts';

type Store = Awaited<ReturnType<typeof createStore>>;

let store: Store;

beforeEach(async () => {
  store = await createStore();
});

const fill = (count: number, ...environments: string[]) =>
  setValues(store.deps, {
    organizationId,
    projectId,
    items: Array.from({ length: count }, (_, n) => environments.map((name) => store.item(`p${n}`, name, 'x'))).flat(),
  });
const left = async () => (await store.rows.range('parameters', `${organizationId}!${projectId}`)).rows.length;
const removals = () => listRemovals(store.rows, organizationId);

/** Rows that fail from the given write on the parameters on, as if the process had ended there. */
function failingFrom(write: number) {
  let count = 0;
  return {
    ...store.rows,
    write: async (...args: Parameters<Store['rows']['write']>) => {
      if (args[0] === 'parameters') count += 1;
      if (count >= write) throw new Error('the process ended');
      return store.rows.write(...args);
    },
  };
}

describe('deleting what holds values', () => {
  test('a project is gone at once, and its rows at the latest with the next deletion', async () => {
    await fill(60, 'default', 'staging');
    expect(await left()).toBe(241);
    const cutOff = deleteProject({ rows: failingFrom(2) }, { organizationId, id: projectId });
    await expect(cutOff).rejects.toThrow('the process ended');
    await expect(loadProjectView(store.deps, { organizationId, projectId })).rejects.toMatchObject({
      code: 'object.not-found',
    });
    expect(await left()).toBe(141);
    expect(await removals()).toEqual([{ kind: 'project', id: projectId }]);

    const other = await createProject(store.deps, { organizationId, name: 'other' });
    await deleteProject(store.deps, { organizationId, id: other.id });
    expect(await left()).toBe(0);
    expect(await removals()).toEqual([]);
  });

  test("an environment's values go, in pieces if need be, and nobody sees some of them", async () => {
    await fill(150, 'default', 'staging');
    const id = store.environmentId('staging');
    const failing = { ...store.deps, rows: failingFrom(2) };
    await expect(deleteEnvironment(failing, { organizationId, id })).rejects.toThrow('the process ended');
    expect(await listProjectValues(store.rows, organizationId, projectId)).toHaveLength(200);
    expect(await removals()).toEqual([{ kind: 'environment', id }]);
    await Promise.all([finishRemovals(store.deps, { organizationId }), finishRemovals(store.deps, { organizationId })]);
    const values = await listProjectValues(store.rows, organizationId, projectId);
    expect(new Set(values.map(({ environmentId }) => environmentId))).toEqual(
      new Set([store.environmentId('default')]),
    );
    expect(values).toHaveLength(150);
    expect(await removals()).toEqual([]);
  });

  test('a parameter goes in one transaction with as many of its values as fit, the rest after it', async () => {
    const environments = await Promise.all(
      Array.from({ length: 120 }, (_, n) => createEnvironment(store.deps, { organizationId, name: `e${n}` })),
    );
    const items = environments.map(({ id }) => ({ ...store.item('a', 'default', 'x'), environmentId: id }));
    const [first] = await setValues(store.deps, { organizationId, projectId, items });
    expect(await left()).toBe(123);
    const address = { organizationId, projectId, id: first?.parameterId ?? '' };
    store.transactions.length = 0;
    await deleteParameter(store.deps, address);
    expect(store.transactions.map(({ writes }) => writes.length)).toEqual([100, 24, 1]);
    expect(store.transactions[0]?.writes.slice(0, 2).map(({ rowKey }) => rowKey)).toEqual(['n!a', `p!${address.id}`]);
    // The version of the project's parameters stays.
    expect(await left()).toBe(1);
  });

  test('a value that is set while its parameter is deleted does not stay', async () => {
    const [made] = await fill(1, 'default');
    store.interfereOnce(async () => {
      await fill(1, 'staging');
    });
    await deleteParameter(store.deps, { organizationId, projectId, id: made?.parameterId ?? '' });
    expect(await left()).toBe(1);
  });

  test('two deletions of one project: one finds nothing', async () => {
    const both = [0, 1].map(() => deleteProject(store.deps, { organizationId, id: projectId }));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const rejected = results.find((result) => result.status === 'rejected');
    expect(rejected?.reason).toMatchObject({ code: 'object.not-found' });
    expect(rejected?.reason).not.toBeInstanceOf(RowConflict);
  });
});
