import fc from 'fast-check';
import { effectiveValue } from '../../../shared/domain/configuration/effective-value.ts';
import { environmentPath } from '../../../shared/domain/configuration/environment-path.ts';
import { buildProjectView, type ProjectLayer } from '../../../shared/domain/configuration/project-view.ts';
import type { Parameter, Project, StoredValue } from '../../../shared/domain/configuration.ts';
import type { Stored } from '../../../shared/domain/stored.ts';

const now = new Date('2026-01-01T00:00:00Z');
const organizationId = 'organization';

/** A small world: environment n hangs under `parents[n]`; `worlds[project][name][environment]` is what is set. */
const world = fc.record({
  parents: fc.array(fc.nat(), { minLength: 0, maxLength: 6 }),
  chain: fc.array(
    fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.record({ secret: fc.boolean(), values: fc.array(fc.boolean(), { maxLength: 7 }) }),
      { noNullPrototype: true },
    ),
    { minLength: 1, maxLength: 4 },
  ),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** Parents come before their children, so that it is a tree whose root is 0. */
function parentOf({ parents }: World, environment: number): number | undefined {
  const drawn = parents[environment - 1];
  return environment === 0 || drawn === undefined ? undefined : drawn % environment;
}

/** The rule as the contract says it, step by step. Answers `project/environment`. */
function model(here: World, name: string, environment: number): string | undefined {
  for (const [project, parameters] of here.chain.entries()) {
    if (parameters[name]?.values[environment] === true) return `${project}/${environment}`;
  }
  const parent = parentOf(here, environment);
  return parent === undefined ? undefined : model(here, name, parent);
}

function build(here: World) {
  const environments = new Map(
    Array.from({ length: here.parents.length + 1 }, (_, n) => {
      const parent = parentOf(here, n);
      return [`e${n}`, { parentId: parent === undefined ? null : `e${parent}` }];
    }),
  );
  const [own, ...rest] = here.chain.map((parameters, project) => layer(parameters, `project${project}`));
  if (own === undefined) throw new Error('a chain has a first project');
  return { environments, view: buildProjectView([own, ...rest]) };
}

function layer(parameters: World['chain'][number], projectId: string): ProjectLayer {
  const dates = { createdAt: now, modifiedAt: now };
  const project: Stored<Project> = {
    ...dates,
    id: projectId,
    organizationId,
    name: projectId,
    description: '',
    dependsOnId: null,
    parameterNamePattern: '',
    etag: '',
  };
  const made = Object.entries(parameters).map(
    ([name, { secret }]): Stored<Parameter> => ({
      ...dates,
      id: `${projectId}-${name}`,
      organizationId,
      projectId,
      name,
      description: '',
      secret,
      type: 'string',
      etag: '',
    }),
  );
  const values = Object.entries(parameters).flatMap(([name, parameter]) =>
    parameter.values.flatMap((set, n): StoredValue[] =>
      set
        ? [
            {
              ...dates,
              id: `${projectId}/e${n}`,
              organizationId,
              projectId,
              parameterId: `${projectId}-${name}`,
              environmentId: `e${n}`,
              sealed: null,
              byteLength: 0,
              digest: null,
              etag: '',
            },
          ]
        : [],
    ),
  );
  return { project, parameters: made, values };
}

describe('the effective value', () => {
  test('is that of the nearest project in the nearest environment, for every tree and chain', () => {
    let inherited = 0;
    fc.assert(
      fc.property(world, (here) => {
        const { environments, view } = build(here);
        for (const [name, { layers, parameter }] of view.parameters) {
          for (let n = 0; n <= here.parents.length; n += 1) {
            const found = effectiveValue(layers, environmentPath(environments, `e${n}`));
            const expected = model(here, name, n);
            const shown = found && `${found.projectId.replace('project', '')}/${found.environmentId.slice(1)}`;
            expect(shown).toBe(expected);
            if (found === undefined) continue;
            if (found.environmentId !== `e${n}` || found.projectId !== parameter.projectId) inherited += 1;
            const carrier = here.chain[Number(found.projectId.replace('project', ''))]?.[name];
            expect(found.secret).toBe(carrier?.secret === true || parameter.secret);
          }
        }
      }),
      { seed: 1, numRuns: 500 },
    );
    expect(inherited).toBeGreaterThan(100);
  });

  test('counts each name once, and the nearest project’s parameter', () => {
    fc.assert(
      fc.property(world, (here) => {
        const { view } = build(here);
        const names = new Set(here.chain.flatMap((parameters) => Object.keys(parameters)));
        expect(new Set(view.parameters.keys())).toEqual(names);
        for (const [name, { parameter, layers }] of view.parameters) {
          const nearest = here.chain.findIndex((parameters) => Object.hasOwn(parameters, name));
          expect(parameter.projectId).toBe(`project${nearest}`);
          expect(layers.map((each) => each.parameter.projectId)).toEqual(
            here.chain.flatMap((parameters, n) => (Object.hasOwn(parameters, name) ? [`project${n}`] : [])),
          );
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('a tree that is broken ends the search instead of going on for ever', () => {
    const broken = new Map([
      ['a', { parentId: 'b' }],
      ['b', { parentId: 'a' }],
      ['c', { parentId: 'gone' }],
    ]);
    expect(environmentPath(broken, 'a')).toEqual(['a', 'b']);
    expect(environmentPath(broken, 'c')).toEqual(['c']);
    expect(environmentPath(broken, 'nowhere')).toEqual([]);
  });
});
