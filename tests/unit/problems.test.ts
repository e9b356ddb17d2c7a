import { readdirSync } from 'node:fs';
import { problems } from '../../shared/errors.ts';
import type { Problems } from '../../shared/problems/problem.ts';

test('every code of every area is among the problems, and none is in two areas', async () => {
  const folder = new URL('../../shared/problems/', import.meta.url);
  const areas = readdirSync(folder).filter((name) => name.endsWith('-problems.ts'));
  const tables = await Promise.all(areas.map((name): Promise<Record<string, Problems>> => import(`${folder}${name}`)));
  const codes = tables.flatMap((exported) => Object.values(exported)).flatMap((table) => Object.keys(table));
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.sort()).toEqual(Object.keys(problems).sort());
});
