import fc from 'fast-check';
import { Secret } from '../../shared/secret.ts';
import { setValues } from '../../shared/use-cases/configuration/set-values.ts';
import { createRaces, type Races } from './races.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers, whose schemas the test app has checked
type Answered = any;

let races: Races;
let shop: Answered, types: Record<string, Answered>, environments: Record<string, string>;
let made = 0;

beforeEach(async () => {
  races = await createRaces();
  await begin();
});

async function begin(): Promise<void> {
  shop = await make('/api/v1/projects/', { name: 'shop' });
  types = byName(await get('/api/v1/types/'));
  environments = Object.fromEntries(
    (await get('/api/v1/environments/')).results.map(({ name, url }: Answered) => [name, url]),
  );
}

const post = (path: string, body: object) => races.app.request('POST', path, { body });
const patch = (path: string, body: object) => races.app.request('PATCH', path, { body });
const get = async (path: string) => (await races.app.request('GET', path)).json as Answered;
const byName = ({ results }: Answered) => Object.fromEntries(results.map((each: Answered) => [each.name, each]));

async function make(path: string, body: object): Promise<Answered> {
  const answer = await post(path, body);
  if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
  return answer.json;
}

const unique = (name: string) => {
  made += 1;
  return `${name}${made}`;
};
const makeType = (parent: Answered) => make('/api/v1/types/', { name: unique('type'), parent: parent.url });
const makeParameter = (type = 'string') => make(`${shop.url}parameters/`, { name: unique('P'), type });
const setValue = (parameter: Answered, environment: string, internal_value: string) =>
  post(`${parameter.url}values/`, { environment: environments[environment], internal_value });
const short = { type: 'max_len', constraint: '3' };
const shorten = (owner: Answered) => post(`${owner.url}rules/`, short);

type Act = () => ReturnType<typeof post>;

/** A parameter whose one value, in `staging`, keeps the rule that somebody is about to make. */
interface Scene {
  parameter: Answered;
  value: Answered;
  /** Answers 2xx when the rule holds from then on. */
  narrow: Act;
}

async function sceneOf(type: Answered, narrow: (parameter: Answered) => Act): Promise<Scene> {
  const parameter = await makeParameter(type.name);
  const { json: value } = await setValue(parameter, 'staging', '1');
  return { parameter, value, narrow: narrow(parameter) };
}

const scenes: [string, () => Promise<Scene>][] = [
  ['a rule of its own', () => sceneOf(types.string, (parameter) => () => shorten(parameter))],
  [
    'a narrower rule of its own',
    async () => {
      let rule: Answered;
      const scene = await sceneOf(types.string, () => () => patch(rule.url, { constraint: '3' }));
      rule = await make(`${scene.parameter.url}rules/`, { type: 'max_len', constraint: '9' });
      return scene;
    },
  ],
  [
    'another built-in type',
    () =>
      sceneOf(
        types.string,
        ({ url }) =>
          () =>
            patch(url, { type: 'integer' }),
      ),
  ],
  [
    'a custom type',
    async () => {
      const type = await makeType(types.string);
      await make(`${type.url}rules/`, short);
      return sceneOf(
        types.string,
        ({ url }) =>
          () =>
            patch(url, { type: type.name }),
      );
    },
  ],
  [
    'a rule of its type',
    async () => {
      const type = await makeType(types.string);
      return sceneOf(type, () => () => shorten(type));
    },
  ],
  [
    'a narrower rule of the type that its type rests on',
    async () => {
      const parent = await makeType(types.string);
      const rule = await make(`${parent.url}rules/`, { type: 'max_len', constraint: '9' });
      return sceneOf(await makeType(parent), () => () => patch(rule.url, { constraint: '3' }));
    },
  ],
  [
    'a new parent of its type',
    async () => {
      const [type, parent] = [await makeType(types.string), await makeType(types.string)];
      await shorten(parent);
      return sceneOf(type, () => () => patch(type.url, { parent: parent.url }));
    },
  ],
];

/** How somebody sets a value that would break the rule. */
const setters: [string, (scene: Scene) => Promise<Act>][] = [
  [
    'changed',
    async ({ value }) =>
      () =>
        patch(value.url, { internal_value: 'long' }),
  ],
  [
    'set for the first time',
    async ({ parameter }) =>
      () =>
        setValue(parameter, 'production', 'long'),
  ],
  [
    'set again after it was taken away',
    async ({ parameter, value }) => {
      await races.app.request('DELETE', value.url);
      return () => setValue(parameter, 'staging', 'long');
    },
  ],
];

/** The values of the parameter that are not as its rules and its type, as everybody sees them, ask for. */
async function broken({ parameter }: Pick<Scene, 'parameter'>): Promise<string[]> {
  const { values_flat, rules, type } = await get(parameter.url);
  const all = byName(await get('/api/v1/types/?page_size=1000'));
  const limits = [...rules];
  let at = all[type];
  for (; at.parent !== null; at = all[at.parent_name]) limits.push(...at.rules);
  const longest = Math.min(
    ...limits.filter((rule) => rule.type === 'max_len').map(({ constraint }) => Number(constraint)),
  );
  return values_flat
    .map(({ value }: { value: string }) => value)
    .filter((value: string) => value.length > longest || (at.name === 'integer' && Number.isNaN(Number(value))));
}

/** The rows of types that say what somebody wants them to become. */
async function announced() {
  const { rows } = await races.rows.range('configuration', races.app.organization.id);
  return rows.filter(({ values }) => 'announced' in values);
}

const succeeded = ({ status }: { status: number }) => status < 300;

/**
 * Each of the two runs from its beginning to its end before each request to storage of the other. Never is there a
 * value that breaks a rule; always one of the two wins, and each of them does for some of these moments.
 */
async function meet(make: () => Promise<{ parameter: Answered; acts: [Act, Act] }>): Promise<void> {
  const winners = new Set<number>();
  for (const first of [0, 1]) {
    for (let n = 1; ; n += 1) {
      const { parameter, acts } = await make();
      const [one, two] = first === 0 ? acts : acts.toReversed();
      if (one === undefined || two === undefined) throw new Error('there are two');
      const answers = await races.interrupt(n, one, two);
      if (answers.other === undefined) break;
      const both = [answers.first, answers.other];
      const seen = { first, n, answers: both.map(({ status, text }) => `${status} ${succeeded({ status }) || text}`) };
      expect({ ...seen, broken: await broken({ parameter }) }).toEqual({ ...seen, broken: [] });
      expect({ ...seen, won: both.filter(succeeded).length }).toEqual({ ...seen, won: 1 });
      expect({ ...seen, left: await announced() }).toEqual({ ...seen, left: [] });
      expect([400, 409]).toContain(Math.max(...both.map(({ status }) => status)));
      winners.add(succeeded(answers.first) ? first : 1 - first);
    }
  }
  expect([...winners].sort()).toEqual([0, 1]);
}

describe.each(scenes)('while a parameter gets %s', (_what, makeScene) => {
  test.each(setters)('a value that is %s at the same time keeps it, or it is refused', async (_how, makeSetter) => {
    await meet(async () => {
      const scene = await makeScene();
      return { parameter: scene.parameter, acts: [scene.narrow, await makeSetter(scene)] };
    });
  });
});

/** A parameter of the type, with a value that is too long for the rule. */
async function parameterWithLongValue(type: Answered): Promise<Answered> {
  const parameter = await makeParameter(type.name);
  await setValue(parameter, 'staging', 'long');
  return parameter;
}

describe('a rule of a type that values of a parameter break', () => {
  test('does not come to hold while the parameter becomes of the type', async () => {
    await meet(async () => {
      const type = await makeType(types.string);
      const parameter = await parameterWithLongValue(types.string);
      return { parameter, acts: [() => shorten(type), () => patch(parameter.url, { type: type.name })] };
    });
  });

  test('does not come to hold while its type comes to rest on that type', async () => {
    await meet(async () => {
      const [parent, type] = [await makeType(types.string), await makeType(types.string)];
      const parameter = await parameterWithLongValue(type);
      return { parameter, acts: [() => shorten(parent), () => patch(type.url, { parent: parent.url })] };
    });
  });

  test('does not come from two new parents that are given at once', async () => {
    await meet(async () => {
      const [top, parent, type] = [
        await makeType(types.string),
        await makeType(types.string),
        await makeType(types.string),
      ];
      await shorten(top);
      const parameter = await parameterWithLongValue(type);
      const under = (child: Answered, over: Answered) => () => patch(child.url, { parent: over.url });
      return { parameter, acts: [under(type, parent), under(parent, top)] };
    });
  });

  test('does not come to hold while a type is made below it and the parameter becomes of that', async () => {
    await meet(async () => {
      const parent = await makeType(types.string);
      const parameter = await parameterWithLongValue(types.string);
      const become = async () => {
        const type = await makeType(parent);
        return patch(parameter.url, { type: type.name });
      };
      return { parameter, acts: [() => shorten(parent), become] };
    });
  });
});

test('rules that are made at once for one type, and values that keep them, are all there', async () => {
  const type = await makeType(types.string);
  const parameter = await makeParameter(type.name);
  for (let n = 1; n < 40; n += 1) {
    const fewer = Object.fromEntries((await get(type.url)).rules.map(({ type: kind, url }: Answered) => [kind, url]));
    for (const url of Object.values(fewer)) await races.app.request('DELETE', String(url));
    const { first, other } = await races.interrupt(
      n,
      () => shorten(type),
      async () => {
        const [rule] = await Promise.all([
          post(`${type.url}rules/`, { type: 'min_len', constraint: '1' }),
          post(`${type.url}rules/`, { type: 'regex', constraint: '.*' }),
        ]);
        return rule;
      },
    );
    expect({ n, status: first.status }).toEqual({ n, status: 201 });
    expect((await get(type.url)).rules).toHaveLength(other === undefined ? 1 : 3);
    expect(await races.app.request('GET', parameter.url)).toMatchObject({ status: 200 });
  }
});

test('no order of requests lets a value break a rule', async () => {
  const won = { rules: 0, values: 0 };
  const order = fc.array(fc.nat(5), { minLength: 20, maxLength: 400 });
  const some = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 2 });
  const property = fc.asyncProperty(order, some, async (numbers, chosen) => {
    races = await createRaces();
    await begin();
    const [parent, type] = [await makeType(types.string), await makeType(types.string)];
    const parameter = await makeParameter(type.name);
    const other = await parameterWithLongValue(types.string);
    const { json: value } = await setValue(parameter, 'staging', '1');
    const acts: Act[] = [
      () => shorten(parent),
      () => patch(type.url, { parent: parent.url }),
      () => patch(value.url, { internal_value: 'long' }),
      () => setValue(parameter, 'production', 'long'),
      () => patch(other.url, { type: type.name }),
      () => shorten(parameter),
    ];
    let step = 0;
    const next = (waiting: number) => {
      step += 1;
      return (numbers[step % numbers.length] ?? 0) % waiting;
    };
    const answers = await races.interleave(
      next,
      acts.filter((_, n) => chosen.includes(n)),
    );
    const seen = answers.map(({ status }) => status);
    expect({ seen, broken: await broken({ parameter }) }).toEqual({ seen, broken: [] });
    expect({ seen, broken: await broken({ parameter: other }) }).toEqual({ seen, broken: [] });
    expect(seen.filter((status) => status >= 500)).toEqual([]);
    const {
      rules,
      parent: above,
      values_flat,
    } = { ...(await get(parameter.url)), parent: (await get(type.url)).parent };
    won.rules += rules.length > 0 || (above === parent.url && (await get(parent.url)).rules.length > 0) ? 1 : 0;
    won.values += values_flat.some(({ value }: Answered) => value === 'long') ? 1 : 0;
  });
  await fc.assert(property, { seed: 1, numRuns: 100 });
  expect(Math.min(won.rules, won.values)).toBeGreaterThan(15);
});

describe.each(scenes)('while a parameter gets %s', (_what, makeScene) => {
  test('an environment that is copied brings no value that breaks it', async () => {
    for (let n = 1; ; n += 1) {
      const { parameter, narrow } = await makeScene();
      const extra = await make('/api/v1/environments/', { name: unique('source') });
      const { json: source } = await post(`${parameter.url}values/`, {
        environment: extra.url,
        internal_value: 'long',
      });
      const { first, other } = await races.interrupt(
        n,
        () => post(`${extra.url}copy/`, { name: unique('copy') }),
        async () => {
          await races.app.request('DELETE', source.url);
          return narrow();
        },
      );
      if (other === undefined) break;
      const seen = { n, copy: first.status, rule: other.status };
      expect({ ...seen, broken: await broken({ parameter }) }).toEqual({ ...seen, broken: [] });
      // Either may win; a copy may be asked for again.
      expect([201, 503].includes(first.status) || first.json.code.startsWith('value.')).toBe(true);
      expect([200, 201, 400, 409]).toContain(other.status);
    }
  });
});

test('a copy that ends while its values are looked at brings none that breaks the rule', async () => {
  const won = { copies: 0, rules: 0 };
  // Mostly one of the two goes on for a while.
  const order = fc.array(fc.record({ who: fc.nat(1), steps: fc.integer({ min: 1, max: 12 }) }), { minLength: 12 });
  const property = fc.asyncProperty(order, async (runs) => {
    races = await createRaces();
    await begin();
    const parameter = await makeParameter();
    const extra = await make('/api/v1/environments/', { name: unique('source') });
    const { json: source } = await post(`${parameter.url}values/`, { environment: extra.url, internal_value: 'long' });
    const turns = runs.flatMap(({ who, steps }) => Array<number>(steps).fill(who));
    const [copy, rule] = await races.interleave(
      (waiting) => Math.min(turns.shift() ?? 0, waiting - 1),
      [
        () => post(`${extra.url}copy/`, { name: unique('copy') }),
        async () => {
          await races.app.request('DELETE', source.url);
          return shorten(parameter);
        },
      ],
    );
    const seen = { copy: copy?.status, rule: rule?.status };
    expect({ ...seen, broken: await broken({ parameter }) }).toEqual({ ...seen, broken: [] });
    won.copies += copy?.status === 201 ? 1 : 0;
    won.rules += rule?.status === 201 ? 1 : 0;
  });
  await fc.assert(property, { seed: 1, numRuns: 120 });
  expect(Math.min(won.copies, won.rules)).toBeGreaterThan(10);
});

describe('a process that is killed while a type', () => {
  const narrowings: [string, (type: Answered) => Promise<Act>][] = [
    ['gets a rule', async (type) => () => shorten(type)],
    [
      'gets another parent',
      async (type) => {
        const parent = await makeType(types.string);
        await shorten(parent);
        return () => patch(type.url, { parent: parent.url });
      },
    ],
  ];

  /** Kills it before each of its requests to storage, each time for another type, and looks at what is left. */
  async function killed(
    prepare: (type: Answered) => Promise<Act>,
    look: (left: {
      type: Answered;
      parameter: Answered;
      value: Answered;
      holds: boolean;
      narrow: Act;
    }) => Promise<void>,
  ) {
    const seen = new Set<boolean>();
    for (let n = 1; ; n += 1) {
      const type = await makeType(types.string);
      const parameter = await makeParameter(type.name);
      const { json: value } = await setValue(parameter, 'staging', '1');
      const narrow = await prepare(type);
      const died = await races.kill(n, narrow);
      const now = await get(type.url);
      const holds = now.rules.length > 0 || now.parent !== type.parent;
      await look({ type, parameter, value, holds, narrow });
      if (!died) {
        expect(holds).toBe(true);
        break;
      }
      seen.add(holds);
    }
    expect(seen).toContain(false);
  }

  describe.each(narrowings)('%s', (_what, prepare) => {
    test('leaves nothing that hinders a value', async () => {
      await killed(prepare, async ({ parameter, value, holds, narrow }) => {
        expect(succeeded(await patch(value.url, { internal_value: 'long' }))).toBe(!holds);
        expect(succeeded(await setValue(parameter, 'production', 'longer'))).toBe(!holds);
        expect(await broken({ parameter })).toEqual([]);
        if (!holds) expect(await narrow()).toMatchObject({ status: 409, json: { code: 'rule.violated' } });
      });
    });

    test('leaves nothing that hinders a value that is set by an import', async () => {
      await killed(prepare, async ({ parameter, holds }) => {
        const { id: environmentId } = await get(environments.staging ?? '');
        const items = [{ parameter: { id: parameter.id }, environmentId, value: new Secret('long') }];
        const { deps, organization } = races.app;
        const [result] = await setValues(deps, { organizationId: organization.id, projectId: shop.id, items });
        expect(result?.outcome).toBe(holds ? 'refused' : 'updated');
      });
    });

    test('leaves nothing that hinders the same, done again', async () => {
      await killed(prepare, async ({ type, parameter, value, holds, narrow }) => {
        if (!holds) expect(succeeded(await narrow())).toBe(true);
        expect(await patch(value.url, { internal_value: 'long' })).toMatchObject({ status: 400 });
        expect(await races.app.request('DELETE', parameter.url)).toMatchObject({ status: 204 });
        expect(await races.app.request('DELETE', type.url)).toMatchObject({ status: 204 });
      });
    });

    test('leaves nothing that hinders another parameter or type', async () => {
      await killed(prepare, async ({ type, holds }) => {
        const other = await parameterWithLongValue(types.string);
        expect(succeeded(await patch(other.url, { type: type.name }))).toBe(!holds);
        const below = await makeType(types.string);
        await parameterWithLongValue(below);
        expect(succeeded(await patch(below.url, { parent: type.url }))).toBe(!holds);
      });
    });

    test('leaves nothing that anybody sees', async () => {
      await killed(prepare, async ({ type, holds }) => {
        if (holds) return;
        const before = await races.app.request('GET', type.url);
        expect(before.json).toEqual(type);
        const headers = { 'if-match': before.headers.etag ?? '' };
        const renamed = { body: { description: 'changed' }, headers };
        expect(await races.app.request('PATCH', type.url, renamed)).toMatchObject({ status: 200 });
      });
    });
  });
});
