import fc from 'fast-check';
import { createSyncWorld } from './world.ts';

/** Names that come close to each other in many ways once a vault spells them and a pattern joins them. */
const closeName = fc.stringMatching(/^[aA_.é-]{1,2}$/);
const closeNames = fc.uniqueArray(closeName, { minLength: 1, maxLength: 3 });
const tagNames = fc.uniqueArray(fc.stringMatching(/^[aA_.-]{1,2}$/), { maxLength: 2 });
const separator = fc.constantFrom('', '-', '--', '_');

test('no two values become one secret, unless preflight names both and nothing is written', async () => {
  const seen = { distinct: 0, refused: 0 };
  const run = async (
    environments: string[],
    projects: string[],
    parameters: string[],
    tags: string[],
    between: string,
  ) => {
    const world = await createSyncWorld();
    const post = (path: string, body: object) => world.must(201, world.app.request('POST', path, { body }));
    const places = [];
    for (const name of environments) places.push(await post('/api/v1/environments/', { name }));
    for (const project of projects) {
      const { url } = await post('/api/v1/projects/', { name: project });
      for (const name of parameters) {
        const parameter = await post(`${url}parameters/`, { name, secret: true });
        for (const environment of places) {
          const internal_value = JSON.stringify([environment.name, project, name]);
          await post(`${parameter.url}values/`, { environment: environment.url, internal_value });
        }
      }
    }
    const urls: string[] = [];
    for (const { url } of places) for (const name of tags) urls.push((await post(`${url}tags/`, { name })).url);
    const variables = ['environment', 'project', 'parameter', ...(tags.length > 0 ? ['tag'] : [])];
    const resource = variables.map((variable) => `{{ ${variable} }}`).join(between);
    const push = await world.addPush(projects, { resource, tags: urls });
    await world.work();
    const { task, steps } = await world.latest('pushes', push.id);

    const wanted = environments.flatMap((environment) =>
      projects.flatMap((project) =>
        parameters.flatMap((name) =>
          (tags.length > 0 ? tags : [undefined]).map((tag) => {
            const parts = [environment, project, name, ...(tag === undefined ? [] : [tag])];
            const said = `“${name}” of “${project}” in “${environment}”${tag === undefined ? '' : ` as of “${tag}”`}`;
            const secretName = parts
              .join(between)
              .replace(/[^0-9A-Za-z-]/g, '-')
              .toLowerCase();
            return { secretName, said, value: JSON.stringify([environment, project, name]) };
          }),
        ),
      ),
    );
    const groups = [...Map.groupBy(wanted, ({ secretName }) => secretName).values()].filter(({ length }) => length > 1);
    if (groups.length === 0) {
      seen.distinct += 1;
      expect(task.state).toBe('success');
      const held = Object.entries(world.secrets()).map(([name, values]) => [name.toLowerCase(), values]);
      expect(Object.fromEntries(held)).toEqual(
        Object.fromEntries(wanted.map(({ secretName, value }) => [secretName, [value]])),
      );
      return;
    }
    seen.refused += 1;
    expect(task).toMatchObject({ state: 'failure', error_code: 'secret-name.collision' });
    expect(world.secrets()).toEqual({});
    const details: string[] = steps.map(({ error_detail }: { error_detail: string }) => error_detail);
    for (const { said } of groups.flat()) {
      expect(details.filter((detail) => detail.includes(said))).not.toEqual([]);
    }
    expect(details.every((detail) => detail.split(' and ').length === 2)).toBe(true);
  };
  await fc.assert(fc.asyncProperty(closeNames, closeNames, closeNames, tagNames, separator, run), { numRuns: 80 });
  expect(seen.distinct).toBeGreaterThan(10);
  expect(seen.refused).toBeGreaterThan(10);
}, 60_000);
