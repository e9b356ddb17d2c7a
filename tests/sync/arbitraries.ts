import fc from 'fast-check';
import { isName } from '../../shared/domain/configuration/name.ts';
import type { SyncWorld } from './world.ts';

/** Legal names of every kind: plain ones, ones that a vault spells alike, any Unicode, and ones that are too long for it. */
export const anyName = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[A-Za-z0-9_.-]{1,10}$/) },
  { weight: 2, arbitrary: fc.constantFrom('A_B', 'a-b', 'A.B', 'a_b', 'ab', 'B', '_') },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }).filter(isName) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 100, maxLength: 128 }).filter(isName) },
);

/** A type with a value of it. */
export const typedValue = fc.oneof(
  fc.record({ type: fc.constant('integer'), value: fc.maxSafeInteger().map(String) }),
  fc.record({ type: fc.constant('boolean'), value: fc.constantFrom('true', 'false') }),
  fc.record({
    type: fc.constant('string'),
    value: fc.oneof(
      { weight: 5, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => text.isWellFormed()) },
      // Around the size that a vault takes, in bytes of UTF-8.
      { weight: 1, arbitrary: fc.constantFrom('x'.repeat(25_600), 'ü'.repeat(12_801)) },
    ),
  }),
);

export interface Contents {
  /** Beside those that every organization has; `parent`: which of all that are there by then it is under. */
  environments: { name: string; parent: number }[];
  projects: {
    name: string;
    parameters: { name: string; secret: boolean; type: string; values: { environment: number; value: string }[] }[];
  }[];
}

const parameter = fc
  .tuple(
    anyName,
    fc.boolean(),
    typedValue,
    fc.array(typedValue, { maxLength: 2 }),
    fc.array(fc.nat(), { minLength: 3 }),
  )
  .map(([name, secret, first, others, environments]) => {
    const fitting = [first, ...others.filter(({ type }) => type === first.type)];
    const values = fitting.map(({ value }, index) => ({ environment: environments[index] ?? 0, value }));
    return { name, secret, type: first.type, values };
  });

/** What an organization may hold: each project has a parameter, and each parameter a value; a vault tells of no others. */
export const contents: fc.Arbitrary<Contents> = fc.record({
  environments: fc.uniqueArray(fc.record({ name: anyName, parent: fc.nat() }), {
    maxLength: 2,
    selector: ({ name }) => name,
  }),
  projects: fc.uniqueArray(
    fc.record({
      name: anyName,
      parameters: fc.uniqueArray(parameter, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
    }),
    { minLength: 1, maxLength: 3, selector: ({ name }) => name },
  ),
});

/** A value that a parameter has in an environment, whether it is set there or above. */
export interface Effective {
  environment: string;
  project: string;
  parameter: string;
  secret: boolean;
  type: string;
  value: string;
}

/** Brings the contents into the world's organization, through its API, and tells what is so then by a model of its own. */
export async function fill({ app, must }: SyncWorld, { environments, projects }: Contents): Promise<Effective[]> {
  const post = (path: string, body: object) => must(201, app.request('POST', path, { body }));
  const { results } = await must(200, app.request('GET', '/api/v1/environments/'));
  const all: { name: string; url: string; parent: string | null }[] = results;
  all.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const { name, parent } of environments) {
    if (all.some((each) => each.name === name)) continue;
    all.push(await post('/api/v1/environments/', { name, parent: all[parent % all.length]?.url }));
  }
  const found: Effective[] = [];
  for (const project of projects) {
    const { url } = await post('/api/v1/projects/', { name: project.name });
    for (const { name, secret, type, values } of project.parameters) {
      const made = await post(`${url}parameters/`, { name, secret, type });
      const byEnvironment = new Map<string, string>();
      for (const { environment, value } of values) {
        const place = all[environment % all.length]?.url ?? '';
        if (byEnvironment.has(place)) continue;
        byEnvironment.set(place, value);
        await post(`${made.url}values/`, { environment: place, internal_value: value });
      }
      for (const environment of all) {
        let place: string | null | undefined = environment.url;
        while (place && !byEnvironment.has(place)) place = all.find((each) => each.url === place)?.parent;
        const value = byEnvironment.get(place ?? '');
        const names = { environment: environment.name, project: project.name, parameter: name };
        if (value !== undefined) found.push({ ...names, secret, type, value });
      }
    }
  }
  return found;
}
