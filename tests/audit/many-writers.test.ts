import { createTestApp } from '../support/test-app.ts';

const audit = '/api/v1/audit/';

test('of many changes at once every one is there, once, whoever reads meanwhile', async () => {
  const app = await createTestApp();
  const names = Array.from({ length: 120 }, (_, number) => `project ${number}`);
  const created = names.map((name) => app.request('POST', '/api/v1/projects/', { body: { name } }));
  const readers = Array.from({ length: 20 }, () => app.request('GET', `${audit}?action=create&page_size=7`));
  const answers = await Promise.all([...created, ...readers]);
  const made = answers.filter(({ status }) => status === 201);
  expect(made.length).toBeGreaterThan(0);
  expect(answers.filter(({ status }) => ![200, 201, 503].includes(status))).toEqual([]);

  await app.clock.advance(3_600_000);
  for (const query of ['', '&action=create', '&object_type=Project']) {
    const seen: string[] = [];
    let next: string | null = `${audit}?page_size=7${query}`;
    while (next !== null) {
      const { json } = await app.request('GET', next);
      seen.push(
        ...json.results
          .filter(({ outcome }: { outcome: string }) => outcome === 'done')
          .map(({ object_name }: { object_name: string }) => object_name),
      );
      next = json.next;
    }
    expect(seen.toSorted()).toEqual(made.map(({ json }) => json.name).toSorted());
  }
});
