import { createRaces, type Races } from './rule-races.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers, whose schemas the test app has checked
type Answered = any;

let races: Races;
let shop: Answered, types: Record<string, Answered>, environments: Record<string, string>;
let made = 0;

beforeAll(async () => {
  races = await createRaces();
  shop = await make('/api/v1/projects/', { name: 'shop' });
  types = byName(await get('/api/v1/types/'));
  environments = Object.fromEntries(
    (await get('/api/v1/environments/')).results.map(({ name, url }: Answered) => [name, url]),
  );
});

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
  const longest = Math.min(...limits.map(({ constraint }) => Number(constraint)));
  return values_flat
    .map(({ value }: { value: string }) => value)
    .filter((value: string) => value.length > longest || (at.name === 'integer' && Number.isNaN(Number(value))));
}

const succeeded = ({ status }: { status: number }) => status < 300;

describe.each(scenes)('while a parameter gets %s', (_what, makeScene) => {
  test.each(setters)('a value that is %s at the same time keeps it, or it is refused', async (_how, makeSetter) => {
    const winners = new Set<string>();
    for (const first of ['rule', 'value']) {
      for (let n = 1; ; n += 1) {
        const scene = await makeScene();
        const set = await makeSetter(scene);
        const acts: [Act, Act] = first === 'rule' ? [scene.narrow, set] : [set, scene.narrow];
        const { first: one, other } = await races.interrupt(n, ...acts);
        if (other === undefined) break;
        const seen = { first, n, statuses: [one.status, other.status] };
        expect({ ...seen, broken: await broken(scene) }).toEqual({ ...seen, broken: [] });
        // One of them wins, the other one is refused.
        expect({ ...seen, won: [one, other].filter(succeeded).length }).toEqual({ ...seen, won: 1 });
        winners.add(succeeded(one) === (first === 'rule') ? 'rule' : 'value');
        expect([400, 409]).toContain(Math.max(one.status, other.status));
      }
    }
    expect([...winners].sort()).toEqual(['rule', 'value']);
  });
});
