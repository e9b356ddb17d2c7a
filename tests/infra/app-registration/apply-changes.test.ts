import { applyChanges } from '../../../infra/app-registration/apply-changes.ts';
import { AzError } from '../../../infra/app-registration/az.ts';
import type { Graph } from '../../../infra/app-registration/graph.ts';
import type { Change } from '../../../infra/app-registration/plan-changes.ts';

const credential = { name: 'n', issuer: 'i', subject: 's', audiences: ['a'] };
const changes: Change[] = [
  { kind: 'create', application: { displayName: 'x' } },
  { kind: 'add-credential', credential },
];

/** A Graph that answers each request for a credential with the next of the given codes; `undefined` takes it. */
function graphThatAnswers(codes: (string | undefined)[]) {
  const waited: number[] = [];
  const added: unknown[] = [];
  const graph = {
    createApplication: async () => ({ id: 'object', appId: 'client' }),
    addCredential: async (id: string, each: unknown) => {
      const code = codes.shift();
      if (code !== undefined) throw new AzError('no', code, undefined);
      added.push([id, each]);
    },
  } as Partial<Graph> as Graph;
  return { deps: { graph, wait: async (pause: number) => void waited.push(pause) }, waited, added };
}

test('a credential waits until Graph knows the application that was just created', async () => {
  const { deps, waited, added } = graphThatAnswers(['Request_ResourceNotFound', 'Request_ResourceNotFound', undefined]);
  await expect(applyChanges(deps, undefined, changes)).resolves.toBe('client');
  expect(added).toEqual([['object', credential]]);
  expect(waited).toEqual([1_000, 2_000]);
});

test('it does not wait for ever, nor for an application that was there, nor for another refusal', async () => {
  const never = graphThatAnswers(Array(10).fill('Request_ResourceNotFound'));
  await expect(applyChanges(never.deps, undefined, changes)).rejects.toMatchObject({
    code: 'Request_ResourceNotFound',
  });
  expect(never.waited).toHaveLength(5);

  const there = graphThatAnswers(['Request_ResourceNotFound']);
  const present = { id: 'object', appId: 'client' };
  await expect(applyChanges(there.deps, present, changes.slice(1))).rejects.toThrow(AzError);

  const refused = graphThatAnswers(['Authorization_RequestDenied']);
  await expect(applyChanges(refused.deps, undefined, changes)).rejects.toMatchObject({
    code: 'Authorization_RequestDenied',
  });
  expect([...there.waited, ...refused.waited]).toEqual([]);
});
