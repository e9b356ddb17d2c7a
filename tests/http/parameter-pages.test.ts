import fc from 'fast-check';
import type { Rows } from '../../shared/ports/rows.ts';
import { Secret } from '../../shared/secret.ts';
import { setValues } from '../../shared/use-cases/configuration/set-values.ts';
import { type ConfigurationClient, createConfigurationClient } from './configuration-client.ts';

let client: ConfigurationClient;
// biome-ignore lint/suspicious/noExplicitAny: an answer, whose schema the test app has checked
let shop: any;

beforeEach(async () => {
  client = await createConfigurationClient();
  shop = await client.project('shop');
});

interface Page {
  count: number;
  next: string | null;
  previous: string | null;
  results: { name: string; id: string; values: Record<string, { value: string } | null> }[];
}

async function pages(first: string, step: 'next' | 'previous' = 'next'): Promise<Page[]> {
  const found: Page[] = [];
  for (let url: string | null = first; url !== null; ) {
    const page: Page = await client.get(url);
    found.push(page);
    if (found.length > 100) throw new Error('the pages lead round in circles');
    url = page[step];
  }
  return found;
}

const namesOf = (found: Page[]) => found.flatMap(({ results }) => results.map(({ name }) => name));

/** Fills a project in a few transactions: parameter n has a value in these environments. */
async function fill(project: { id: string }, names: readonly string[], ...environments: string[]): Promise<void> {
  const { organization, deps } = client.app;
  const items = names.flatMap((name, n) =>
    environments.map((environment) => ({
      parameter: { name, secret: false, type: 'string' },
      environmentId: client.environment(environment).split('/').at(-2) ?? '',
      value: new Secret(`${environment} ${n}`),
    })),
  );
  await setValues(deps, { organizationId: organization.id, projectId: project.id, items });
}

/** Counts what the storage is asked while something is done. */
async function requestsOf(
  work: () => Promise<unknown>,
): Promise<{ get: number; range: number; write: number; rows: number }> {
  const { deps } = client.app;
  const rows = deps.rows;
  const asked = { get: 0, range: 0, write: 0, rows: 0 };
  const counting: Rows = {
    get: (...args) => {
      asked.get += 1;
      return rows.get(...args);
    },
    range: async (...args) => {
      asked.range += 1;
      const page = await rows.range(...args);
      asked.rows += page.rows.length;
      return page;
    },
    write: (...args) => {
      asked.write += 1;
      return rows.write(...args);
    },
  };
  deps.rows = counting;
  try {
    await work();
  } finally {
    deps.rows = rows;
  }
  return asked;
}

describe('pages of parameters', () => {
  test('lead from one to the next and back', async () => {
    await fill(shop, ['a', 'b', 'c', 'd', 'e'], 'default');
    const forth = await pages(`${shop.url}parameters/?page_size=2`);
    expect(forth.map(({ results }) => results.map(({ name }) => name))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(forth.map(({ count }) => count)).toEqual([5, 5, 5]);
    const back = await pages(forth[1]?.next ?? '', 'previous');
    expect(back.map(({ results }) => results.map(({ name }) => name))).toEqual([['e'], ['c', 'd'], ['a', 'b']]);
    expect(back.at(-1)?.previous).toBeNull();
  });

  test('are found by their number alone as well', async () => {
    await fill(shop, ['a', 'b', 'c', 'd', 'e'], 'default');
    const at = (page: number) => client.get(`${shop.url}parameters/?page_size=2&page=${page}`);
    expect(namesOf([await at(3), await at(2)])).toEqual(['e', 'c', 'd']);
    expect(namesOf(await pages((await at(2)).next))).toEqual(['e']);
    expect(namesOf(await pages((await at(2)).previous))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test.each([
    ['page=0', 400, 'page'],
    ['page=-1', 400, 'page'],
    ['page=', 400, 'page'],
    ['page=two', 400, 'page'],
    ['page=1e99', 400, 'page'],
    ['page=2', 404, 'page'],
    ['page=1000000', 404, 'page'],
    ['page=1000000&ordering=-name', 404, 'page'],
    ['page=1000000&name__contains=a', 404, 'page'],
    ['page=2&name=a', 404, 'page'],
    ['page_size=0', 400, 'page_size'],
    ['page_size=-5', 400, 'page_size'],
    ['ordering=colour', 400, 'ordering'],
    ['secret=true&secret=true', 400, 'secret'],
    ['cursor=nonsense', 400, 'cursor'],
    ['page=2&cursor=e30', 400, 'cursor'],
  ])('refuse %s', async (query, status, field) => {
    await fill(shop, ['a'], 'default');
    const asked = await requestsOf(async () => {
      const answer = await client.request('GET', `${shop.url}parameters/?${query}`);
      expect(answer).toMatchObject({ status, json: { errors: [{ field: `query.${field}` }] } });
    });
    expect(asked.get + asked.range).toBeLessThan(12);
  });

  test('hold at most 1,000, whatever is asked for', async () => {
    const names = Array.from({ length: 1001 }, (_, n) => `p${String(n).padStart(4, '0')}`);
    await fill(shop, names, 'default');
    const found = await pages(`${shop.url}parameters/?page_size=5000&values=false`);
    expect(found.map(({ results }) => results.length)).toEqual([1000, 1]);
    expect(namesOf(found)).toEqual(names);
  });

  test.each(['-name', 'created_at', '-modified_at,name', 'description'])('ordered by %s name each once', async (by) => {
    const base = await client.project('base');
    await client.request('PATCH', shop.url, { body: { depends_on: base.url } });
    for (const [n, name] of ['c', 'a', 'e', 'b', 'd'].entries()) {
      await client.parameter(n % 2 === 0 ? shop : base, name, { description: `${n % 3}` });
      await client.app.clock.advance(1000);
    }
    const whole = namesOf(await pages(`${shop.url}parameters/?ordering=${by}`));
    expect(whole.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    const cut = await pages(`${shop.url}parameters/?ordering=${by}&page_size=2`);
    expect(namesOf(cut)).toEqual(whole);
    expect(cut.map(({ count }) => count)).toEqual([5, 5, 5]);
    expect(namesOf(await pages(cut[1]?.next ?? '', 'previous'))).toHaveLength(5);
    expect((await client.get(`${shop.url}parameters/?ordering=${by}&page_size=2&page=3`)).results).toHaveLength(1);
  });

  test('count what a filter lets through, and notice what changes in between', async () => {
    await fill(shop, ['a1', 'a2', 'a3', 'b1'], 'default');
    const first: Page = await client.get(`${shop.url}parameters/?name__startswith=a&page_size=2`);
    expect(first).toMatchObject({ count: 3, results: [{ name: 'a1' }, { name: 'a2' }] });
    await client.parameter(shop, 'a4');
    expect(await client.get(first.next ?? '')).toMatchObject({ count: 4, results: [{ name: 'a3' }, { name: 'a4' }] });
    await client.request('PATCH', `${shop.url}parameters/${first.results[0]?.id}/`, { body: { name: 'c' } });
    expect(await client.get(first.next ?? '')).toMatchObject({ count: 3, results: [{ name: 'a3' }, { name: 'a4' }] });
  });

  test('go on where they were when the parameter at which a page ended is gone', async () => {
    await fill(shop, ['a', 'b', 'c', 'd'], 'default');
    for (const ordering of ['name', '-name']) {
      const first: Page = await client.get(`${shop.url}parameters/?page_size=2&ordering=${ordering}`);
      const url = `${shop.url}parameters/${first.results[1]?.id}/`;
      expect((await client.request('DELETE', url)).status).toBe(204);
      const second: Page = await client.get(first.next ?? '');
      expect(second.count).toBe(3);
      if (ordering === 'name') expect(namesOf([second])).toEqual(['c', 'd']);
      await client.parameter(shop, first.results[1]?.name ?? '');
    }
  });

  test('cost the same at the start, in the middle and at the end', async () => {
    const base = await client.project('base');
    await client.request('PATCH', shop.url, { body: { depends_on: base.url } });
    const parent = await client.make('/api/v1/environments/', { name: 'eu', parent: client.environment('production') });
    const leaf = await client.make('/api/v1/environments/', { name: 'eu-west', parent: parent.url });
    const names = Array.from({ length: 2000 }, (_, n) => `p${String(n).padStart(4, '0')}`);
    await fill(base, names, 'default', 'production');
    await fill(
      shop,
      names.filter((_, n) => n % 3 === 0),
      'production',
    );
    const list = `${shop.url}parameters/?environment=${leaf.id}`;
    const counting = await requestsOf(() => client.get(list));
    const found = await pages(list);
    expect(namesOf(found)).toEqual(names);
    const costs = [];
    for (const url of [list, found[9]?.next ?? '', found[18]?.next ?? '']) {
      costs.push(await requestsOf(async () => expect((await client.get(url)).results).toHaveLength(100)));
    }
    const [first, middle, last] = costs;
    // Authentication, environments, two projects and their versions, and the count.
    expect(first?.get).toBeLessThanOrEqual(8);
    expect(first?.write).toBe(0);
    // The environments, the parameters of two projects, and the values of both in four environments.
    expect(first?.range).toBe(1 + 2 + 2 * 4);
    for (const each of [middle, last]) {
      expect(each?.range).toBe(first?.range);
      expect(each?.write).toBe(0);
      expect(each?.get).toBeLessThanOrEqual(first?.get ?? 0);
    }
    expect(Math.max(...costs.map(({ rows }) => rows))).toBeLessThan(6 + 2 * 101 + 4 * 100 + 100);
    // Beyond the end nothing is read but the environments.
    const beyond = await requestsOf(async () => {
      expect((await client.request('GET', `${list}&page=1000000`)).status).toBe(404);
    });
    expect(beyond).toMatchObject({ range: 1, write: 0 });
    // Only who counts first reads the names of all, 1,000 at a time.
    expect(counting.range).toBeLessThanOrEqual(11 + 4);
    const { results } = found[0] ?? { results: [] };
    expect(results.map(({ values }) => values[leaf.url]?.value).slice(0, 3)).toEqual([
      'production 0',
      'production 1',
      'production 2',
    ]);
  });

  test('name each parameter once, in order and with the exact count, whatever was done to them', async () => {
    const names = ['a', 'b', 'B', 'a/b', 'ü', '💥', '~', ' x'];
    const change = fc.record({
      project: fc.nat({ max: 1 }),
      kind: fc.constantFrom('create', 'create', 'create', 'rename', 'delete'),
      name: fc.constantFrom(...names),
      to: fc.constantFrom(...names),
    });
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 25 }), fc.integer({ min: 1, max: 4 }), async (changes, size) => {
        client = await createConfigurationClient();
        const base = await client.project('base');
        const own = await client.project('own', { depends_on: base.url });
        const projects = [own, base];
        const model: Map<string, string>[] = [new Map(), new Map()];
        for (const [index, { project, kind, name, to }] of changes.entries()) {
          const here = model[project];
          const { url } = projects[project];
          const id = here?.get(name);
          if (kind === 'create') {
            const answer = await client.request('POST', `${url}parameters/`, { body: { name } });
            expect(answer.status).toBe(id === undefined ? 201 : 409);
            if (id === undefined) here?.set(name, answer.json.id);
          } else if (id !== undefined && kind === 'delete') {
            expect((await client.request('DELETE', `${url}parameters/${id}/`)).status).toBe(204);
            here?.delete(name);
          } else if (id !== undefined) {
            const free = name === to || here?.has(to) === false;
            const answer = await client.request('PATCH', `${url}parameters/${id}/`, { body: { name: to } });
            expect(answer.status).toBe(free ? 200 : 409);
            if (free) here?.delete(name);
            if (free) here?.set(to, id);
          }
          // Counted in between, so that a count that is out of date would show.
          if (index % 3 === 0) await client.get(`${own.url}parameters/`);
        }
        for (const [query, layers] of [
          ['', model],
          ['&immediate_parameters=true', model.slice(0, 1)],
          ['&name__contains=b', model],
        ] as const) {
          const wanted = [...new Set(layers.flatMap((layer) => [...layer.keys()]))]
            .filter((name) => !query.includes('contains') || name.includes('b'))
            .sort();
          const found = await pages(`${own.url}parameters/?page_size=${size}${query}`);
          expect(namesOf(found)).toEqual(wanted);
          expect(found.every(({ count }) => count === wanted.length)).toBe(true);
          const ids = new Map(found.flatMap(({ results }) => results.map(({ name, id }) => [name, id])));
          for (const name of wanted) expect(ids.get(name)).toBe(model.find((layer) => layer.has(name))?.get(name));
          seen += found.length;
        }
      }),
      { seed: 1, numRuns: 120 },
    );
    expect(seen).toBeGreaterThan(300);
  });

  test('show the effective value that the rule gives, in every environment of every chain', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const tree = { default: undefined, production: 'default', eu: 'production' } as const;
    const environments = ['default', 'production', 'eu'] as const;
    const setting = fc.record({
      project: fc.nat({ max: 2 }),
      name: fc.constantFrom(...names),
      environment: fc.constantFrom(...environments),
    });
    let inherited = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(setting, { maxLength: 30 }), fc.integer({ min: 1, max: 6 }), async (settings, size) => {
        client = await createConfigurationClient();
        const eu = await client.make('/api/v1/environments/', { name: 'eu', parent: client.environment('production') });
        const urls = {
          default: client.environment('default'),
          production: client.environment('production'),
          eu: eu.url,
        };
        const top = await client.project('top');
        const base = await client.project('base', { depends_on: top.url });
        const chain = [await client.project('own', { depends_on: base.url }), base, top];
        const model = new Map<string, string>();
        for (const [n, { project, name, environment }] of settings.entries()) {
          model.set(`${project}/${name}/${environment}`, String(n));
          const items = [
            {
              parameter: { name, secret: false, type: 'string' },
              environmentId: urls[environment].split('/').at(-2),
              value: new Secret(String(n)),
            },
          ];
          const place = { organizationId: client.app.organization.id, projectId: chain[project].id };
          await setValues(client.app.deps, { ...place, items });
        }
        const rule = (name: string, environment: (typeof environments)[number]): string | null => {
          for (const project of [0, 1, 2]) {
            const value = model.get(`${project}/${name}/${environment}`);
            if (value !== undefined) return value;
          }
          const parent = tree[environment];
          return parent === undefined ? null : rule(name, parent);
        };
        for (const environment of environments) {
          const list = `${chain[0].url}parameters/?page_size=${size}&environment=${environment}`;
          const shown = (await pages(list)).flatMap(({ results }) =>
            results.map(({ name, values }) => [name, values[urls[environment]]?.value ?? null]),
          );
          const seen = names.filter((name) => [...model.keys()].some((key) => key.split('/')[1] === name));
          expect(shown).toEqual(seen.map((name) => [name, rule(name, environment)]));
          inherited += shown.filter(([name, value]) => value !== null && !model.has(`0/${name}/${environment}`)).length;
        }
      }),
      { seed: 1, numRuns: 60 },
    );
    expect(inherited).toBeGreaterThan(100);
  });
});
