import fc from 'fast-check';
import { contents, type Effective, fill } from './arbitraries.ts';
import { connectNeighbour, createSyncWorld } from './world.ts';

const everything = { include_parameters: true, coerce_parameters: true };
const seeded = ['default', 'development', 'production', 'staging'];
const variables = ['environment', 'project', 'parameter'] as const;

/** A pattern as a customer may write it, with a function that names secrets as the pattern says. */
const pattern = fc
  .tuple(fc.constantFrom('-', '--', '_of_', '.x.'), fc.shuffledSubarray([...variables], { minLength: 3 }))
  .map(([separator, order]) => ({
    resource: order.map((variable) => `{{ ${variable} }}`).join(separator),
    nameOf: (value: Effective) =>
      [...order.map((variable) => value[variable]).join(separator)]
        .map((character) => (/[0-9A-Za-z-]/.test(character) ? character : '-'))
        .join(''),
  }));

/** Everything that keeps a push of these values from beginning: code, and what the step names. */
function whatIsWrong(values: readonly Effective[], nameOf: (value: Effective) => string): string[] {
  const seen = new Set<string>();
  return values.flatMap((value) => {
    const name = nameOf(value);
    const { environment, project, parameter } = value;
    const problem = (code: string, is: boolean) =>
      is ? [JSON.stringify([code, environment, project, parameter])] : [];
    const collides = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return [
      ...problem('secret-name.too-long', name.length > 127),
      ...problem(
        'tag.too-long',
        [environment, project, parameter].some(({ length }) => length > 256),
      ),
      ...problem('secret.too-large', Buffer.byteLength(value.value) > 25_600),
      ...problem('secret-name.collision', collides),
    ];
  });
}

test('what is pushed comes back in an empty organization as it was, or preflight names each thing that cannot', async () => {
  const seen = { restored: 0, refused: 0 };
  const run = async (
    world: Parameters<typeof fill>[1],
    { resource, nameOf }: { resource: string; nameOf: (value: Effective) => string },
  ) => {
    const here = await createSyncWorld();
    const values = await fill(here, world);
    const push = await here.addPush(
      world.projects.map(({ name }) => name),
      { ...everything, resource },
    );
    await here.work();
    const { task, steps } = await here.latest('pushes', push.id);
    // Which one of those that collide comes first is the service's business: by its own order of names.
    const inOrder =
      steps.length === 0 ? values : [...values].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
    const wrong = whatIsWrong(inOrder, nameOf);
    if (wrong.length > 0) {
      seen.refused += 1;
      expect(task.state).toBe('failure');
      const told = (each: Record<string, string>) =>
        JSON.stringify([each.error_code, each.environment_name, each.project_name, each.parameter_name]);
      const collisions = (all: string[]) => all.filter((each) => each.includes('secret-name.collision')).length;
      const others = (all: string[]) => all.filter((each) => !each.includes('secret-name.collision')).sort();
      expect(others(steps.map(told))).toEqual(others(wrong));
      expect(collisions(steps.map(told))).toBe(collisions(wrong));
      expect(here.secrets()).toEqual({});
      return;
    }
    seen.restored += 1;
    expect(task.state).toBe('success');
    const there = await connectNeighbour(here);
    const pull = await there.addPull({ resource });
    await there.work();
    expect((await there.latest('pulls', pull.id)).task.state).toBe('success');
    const placeOf = ({ environment, project, parameter }: Effective) => [environment, project, parameter].join('/');
    expect(await there.store()).toEqual(Object.fromEntries(values.map((each) => [placeOf(each), each.value])));
    expect(await there.natures()).toEqual(
      Object.fromEntries(
        values.map(({ project, parameter, secret, type }) => [
          `${project}/${parameter}`,
          `${secret ? 'secret' : 'open'} ${type}`,
        ]),
      ),
    );
    const { results } = await there.must(200, there.app.request('GET', '/api/v1/environments/'));
    const names = results.map(({ name }: { name: string }) => name).sort();
    expect(names).toEqual([...new Set([...seeded, ...values.map(({ environment }) => environment)])].sort());
  };
  await fc.assert(fc.asyncProperty(contents, pattern, run), { numRuns: 100 });
  // Otherwise it would show little.
  expect(seen.restored).toBeGreaterThan(20);
  expect(seen.refused).toBeGreaterThan(20);
}, 60_000);
