import { createTestApp, type TestApp } from '../support/test-app.ts';
import { day, fire, lastTurn, round } from './turn.ts';

const audit = '/api/v1/audit/';
let app: TestApp;
// biome-ignore lint/suspicious/noExplicitAny: an answer, whose schema the test app has checked
let project: any;

beforeEach(async () => {
  app = await createTestApp();
  project = (await app.request('POST', '/api/v1/projects/', { body: { name: 'web' } })).json;
});

/** So many changes, an hour apart. */
async function change(count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    await app.clock.advance(3_600_000);
    await app.request('PATCH', project.url, { body: { description: `${number}` } });
  }
}

/** All ids that the pages of a list show, whose count has to be theirs. */
async function ids(query: string): Promise<string[]> {
  const found: string[] = [];
  for (let next: string | null = `${audit}?page_size=70&${query}`; next !== null; ) {
    const { json } = await app.request('GET', next);
    found.push(...json.results.map(({ id }: { id: string }) => id));
    if (json.next === null) expect(json.count).toBe(found.length);
    next = json.next;
  }
  return found;
}

test('entries go with their places in all lists, and lists still count what is there', async () => {
  await change(700);
  const all = await ids('');
  expect(all).toHaveLength(701);
  const queries = [
    '',
    `project_id=${project.id}`,
    'action=update',
    'object_type=Project&action=update',
    'ordering=timestamp',
  ];
  for (const query of queries) await ids(query);

  // The newest 300 are younger than a year.
  await app.clock.advance(365 * day - 299.5 * 3_600_000);
  await round(app);
  expect(lastTurn(app)).toMatchObject({ 'audit-entries': 401, done: true });
  for (const query of queries) {
    const left = query === 'ordering=timestamp' ? (await ids(query)).reverse() : await ids(query);
    expect(left).toEqual(all.slice(0, 300));
  }
  expect((await app.request('GET', `${audit}${all[300]}/`)).status).toBe(404);
  expect((await app.request('GET', `${audit}${all[299]}/`)).status).toBe(200);
  const { json } = await app.request('GET', `${audit}summary/`);
  expect(json).toMatchObject({ total: 300 });

  // With times, among new ones, after another round.
  await change(30);
  await app.clock.advance(2 * day);
  await round(app);
  const later = await ids('');
  expect(later.length).toBeLessThan(330);
  const middle = (await app.request('GET', `${audit}${later[20]}/`)).json.timestamp;
  expect(await ids(`latest=${middle}`)).toEqual(later.slice(20));
  expect(await ids(`earliest=${middle}`)).toEqual(later.slice(0, 21));
});

test('of a list of which all is gone nothing is left', async () => {
  await change(3);
  await app.clock.advance(366 * day);
  await round(app);
  const { rows } = await app.rows.range('audit', `${app.organization.id}!projectId!${project.id}`);
  expect(rows).toEqual([]);
  expect(await ids('')).toEqual([]);
});

test('with 0 days they stay', async () => {
  await app.clock.advance(5000 * day);
  await fire(app, { retention: { ...app.deps.retention, auditDays: 0 } });
  expect(await ids('')).toHaveLength(1);
});
