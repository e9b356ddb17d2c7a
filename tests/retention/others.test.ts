import type { Rows } from '../../shared/ports/rows.ts';
import { collection, createCheckWorld, quarter } from '../checks/world.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { day, fire, lastTurn, round } from './turn.ts';

describe("integrations' statuses", () => {
  test('are forgotten after 90 days, except for the newest change', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    const { app } = world;
    const turn = async () => {
      await app.clock.advance(quarter);
      await world.timer();
      await world.work();
    };
    for (let flips = 0; flips < 3; flips += 1) {
      world.deny(0);
      await turn();
      world.grant(0);
      await turn();
    }
    const history = async () => (await app.request('GET', `${collection}${world.ids[0]}/status_history/`)).json;
    expect(await history()).toMatchObject({ count: 7, flapping: true });
    const [newest] = (await history()).results;
    await app.clock.advance(90 * day - 3 * quarter);
    await round(app);
    expect(lastTurn(app)).toMatchObject({ 'status-changes': 4 });
    expect(await history()).toMatchObject({ count: 3 });
    await app.clock.advance(1000 * day);
    await round(app);
    expect(await history()).toMatchObject({ count: 1, results: [{ at: newest.at, to: 'connected' }] });
    expect(await world.read()).toMatchObject({ status: 'connected' });
  });
});

describe('what is over', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp();
  });
  const rowsOf = async (table: string, partition: string) => (await app.rows.range(table, partition)).rows;

  test('consents go a month after they expired', async () => {
    const consents = `${collection}consents/`;
    const old = (await app.request('POST', consents, { body: {} })).json;
    await app.clock.advance(day);
    const young = (await app.request('POST', consents, { body: {} })).json;
    await app.clock.advance(29.5 * day);
    await round(app);
    expect(lastTurn(app)).toMatchObject({ consents: 1 });
    expect((await app.request('GET', `${consents}${old.id}/`)).status).toBe(404);
    expect((await app.request('GET', `${consents}${young.id}/`)).status).toBe(200);
    expect(await rowsOf('consents', old.id)).toEqual([]);
    expect(await rowsOf('consents', 'due')).toHaveLength(1);
  });

  test('requests with a key go after a day, also of a user who is gone', async () => {
    const post = (key: string) =>
      app.request('POST', '/api/v1/projects/', { body: { name: key }, headers: { 'idempotency-key': key } });
    const { id } = (await app.request('GET', '/api/v1/users/current/')).json;
    for (let number = 0; number < 60; number += 1) await post(`first-${number}`);
    await app.clock.advance(0.9 * day);
    await post('second');
    await app.clock.advance(0.2 * day);
    // Used anew, since it is forgotten: it belongs to today.
    await post('first-7');
    await round(app);
    expect(lastTurn(app)).toMatchObject({ answers: 59 });
    const keys = (await rowsOf('keyedRequests', `${app.organization.id}!service-account!${id}`)).map(
      (row) => row.rowKey,
    );
    expect(keys.filter((key) => key.startsWith('key!'))).toEqual(['key!second']);
    await app.clock.advance(2 * day);
    await round(app);
    expect(await rowsOf('keyedRequests', `${app.organization.id}!service-account!${id}`)).toEqual([]);
    expect(await rowsOf('keyedRequests', 'due')).toEqual([]);
  });

  test('deletions and copies that were cut off are finished', async () => {
    const make = async (path: string, body: object) => (await app.request('POST', path, { body })).json;
    const shop = await make('/api/v1/projects/', { name: 'shop' });
    const web = await make('/api/v1/projects/', { name: 'web' });
    const root = (await app.request('GET', '/api/v1/environments/?name=default')).json.results[0];
    for (const project of [shop, web]) {
      const parameter = await make(`${project.url}parameters/`, { name: 'a' });
      const { url } = await make(`${parameter.url}values/`, { environment: root.url, internal_value: 'one' });
      await app.request('PATCH', url, { body: { internal_value: 'two' } });
      if (project === web) await dying('parameters', 1, () => app.request('DELETE', parameter.url));
    }
    await dying('parameters', 0, () => app.request('POST', `${root.url}copy/`, { body: { name: 'copied' } }));
    await dying('parameters', 0, () => app.request('DELETE', shop.url));
    const kinds = async () =>
      (await rowsOf('configuration', app.organization.id)).map(({ rowKey }) => rowKey.split('!')[0]);
    expect(await kinds()).toEqual(expect.arrayContaining(['copy', 'removal']));
    expect((await rowsOf('parameters', `${app.organization.id}!${shop.id}`)).length).toBeGreaterThan(0);
    await app.clock.advance(3_600_000);
    await round(app);
    expect(await kinds()).not.toContain('copy');
    expect(await kinds()).not.toContain('removal');
    expect(await rowsOf('parameters', `${app.organization.id}!${shop.id}`)).toEqual([]);
    const left = await rowsOf('parameters', `${app.organization.id}!${web.id}`);
    expect(left.map(({ rowKey }) => rowKey).filter((key) => /^(h|v|removal)!/.test(key))).toEqual([]);
  });

  /** The process ends after so many writes to a table: from then on it writes nothing any more. */
  async function dying(table: string, after: number, act: () => Promise<unknown>): Promise<void> {
    const write: Rows['write'] = app.rows.write;
    let left = after;
    app.rows.write = async (to, ...rest) => {
      if (to === table || left < 0) left -= 1;
      if (left < 0) throw new Error('the process ended');
      return write(to, ...rest);
    };
    await act();
    app.rows.write = write;
  }
});

test('one organization whose rows cannot be read keeps nobody else from what is due', async () => {
  const app = await createTestApp();
  await app.rows.write('integrations', app.organization.id, [
    { kind: 'insert', rowKey: 'integration!x', values: { v: 1 } },
  ]);
  await fire(app);
  expect(lastTurn(app)).toMatchObject({ done: true });
  expect(app.logLines.filter((line) => line.includes('retention.failed'))).toHaveLength(2);
});
