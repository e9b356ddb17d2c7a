import fc from 'fast-check';
import { type ConfigurationClient, createConfigurationClient } from '../http/configuration-client.ts';
import { day, lastTurn, round } from './turn.ts';

let client: ConfigurationClient;
// biome-ignore-start lint/suspicious/noExplicitAny: answers, whose schema the test app has checked
let shop: any;
let parameter: any;
// biome-ignore-end lint/suspicious/noExplicitAny: answers, whose schema the test app has checked

beforeEach(async () => {
  client = await createConfigurationClient();
  shop = await client.project('shop');
  parameter = await client.parameter(shop, 'a', { secret: true });
});

const history = async () => {
  const { rows } = await client.app.rows.range('parameters', `${client.app.organization.id}!${shop.id}`, {
    from: 'h!',
    before: 'h"',
  });
  return rows.length;
};
const now = () => client.app.clock.now().toISOString();
const ask = (query: string, environment = 'staging') =>
  client.request('GET', `${shop.url}parameters/${parameter.id}/?environment=${environment}&${query}`);
const shown = async (query: string, environment = 'staging') => {
  const { json } = await ask(query, environment);
  return json.values[client.environment(environment)]?.value;
};
const tag = (name: string, environment = 'staging', fields: object = {}) =>
  client.request('POST', `${client.environment(environment)}tags/`, { body: { name, ...fields } });

/** Sets the value once a day. */
async function daily(values: readonly string[]): Promise<void> {
  let url: string | undefined;
  for (const value of values) {
    if (url === undefined) url = (await client.value(parameter, 'staging', value)).url;
    else await client.request('PATCH', url, { body: { internal_value: value } });
    await client.app.clock.advance(day);
  }
}

/** What is due is announced in a round, and goes in the next one. */
async function twoRounds(): Promise<void> {
  await round(client.app);
  await client.app.clock.advance(day);
  await round(client.app);
}

describe('old values', () => {
  test('go when they were replaced long ago; a time of before is refused, and what holds stays', async () => {
    await daily(['one', 'two', 'three']);
    const third = now();
    await client.app.clock.advance(363 * day);
    expect(await history()).toBe(2);
    await twoRounds();
    expect(lastTurn(client.app)).toMatchObject({ values: 1, done: true });
    expect(await history()).toBe(1);
    await client.app.clock.advance(10 * day);
    await twoRounds();
    expect(await history()).toBe(0);

    const refused = await ask(`as_of=${third}`);
    expect([refused.status, refused.json.code]).toEqual([410, 'value.not-kept']);
    expect((await tag('late', 'staging', { timestamp: third })).json.code).toBe('value.not-kept');
    expect(await shown('')).toBe('three');
    expect(await shown(`as_of=${new Date(client.app.clock.now().getTime() - 300 * day).toISOString()}`)).toBe('three');
  });

  test('stay for what a tag stands for, also one of an environment below', async () => {
    await daily(['one']);
    expect((await tag('in-default', 'default')).status).toBe(201);
    await client.app.clock.advance(1000);
    await client.value(parameter, 'default', 'base');
    await client.app.clock.advance(day);
    expect((await tag('first')).status).toBe(201);
    await client.app.clock.advance(day);
    const { results } = await client.get(`${parameter.url}values/`);
    for (const { url } of results) {
      for (const value of ['x', 'y', 'z']) {
        await client.request('PATCH', url, { body: { internal_value: value } });
        await client.app.clock.advance(day);
      }
    }
    await client.app.clock.advance(400 * day);
    expect(await history()).toBe(6);
    await twoRounds();
    // Of each environment the value of the day of the tag in the one below; that of the root's own tag was not set yet.
    expect(await history()).toBe(2);
    expect(await shown('tag=first')).toBe('one');
    expect(await shown('tag=in-default', 'default')).toBeUndefined();

    const [{ url }] = (await client.get(`${client.environment('staging')}tags/`)).results;
    await client.request('PATCH', url, { body: { timestamp: null } });
    await client.app.clock.advance(2 * day);
    await round(client.app);
    expect(await history()).toBe(0);
    expect(await shown('tag=first')).not.toBe('one');
  });

  test('stay for ever with 0 days', async () => {
    client.app.deps.retention = { ...client.app.deps.retention, valueDays: 0 };
    await daily(['one', 'two']);
    await client.app.clock.advance(4000 * day);
    await twoRounds();
    expect(await history()).toBe(1);
  });

  test('are the same as ever for every time that is kept and for every tag, whatever changed when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('set', 'unset', 'tag'), fc.integer({ min: 1, max: 60 })), { maxLength: 12 }),
        async (acts) => {
          client = await createConfigurationClient();
          shop = await client.project('shop');
          parameter = await client.parameter(shop, 'a', { secret: true });
          let url: string | undefined;
          let count = 0;
          const tags: string[] = [];
          for (const [act, days] of acts) {
            count += 1;
            if (act === 'tag') {
              await tag(`t${count}`);
              tags.push(`tag=t${count}`);
            } else if (act === 'set' && url === undefined) {
              url = (await client.value(parameter, 'staging', `v${count}`)).url;
            } else if (act === 'set' && url) {
              await client.request('PATCH', url, { body: { internal_value: `v${count}` } });
            } else if (url !== undefined) {
              await client.request('DELETE', url);
              url = undefined;
            }
            await client.app.clock.advance(days * day);
          }
          client.app.deps.retention = { ...client.app.deps.retention, valueDays: 100 };
          const floor = client.app.clock.now().getTime() - 100 * day;
          const times = Array.from(
            { length: 20 },
            (_, n) => `as_of=${new Date(floor + (n + 1) * 4.5 * day).toISOString()}`,
          );
          const answers = async () => Promise.all([...tags, ...times].map((query) => shown(query)));
          const before = await answers();
          await twoRounds();
          expect(await answers()).toEqual(before);
        },
      ),
      { numRuns: 25, seed: 7 },
    );
  });
});
