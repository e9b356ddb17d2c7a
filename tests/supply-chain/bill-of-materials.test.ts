import { readFileSync } from 'node:fs';
import { billOfMaterials } from '../../scripts/supply-chain/bill-of-materials.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

test('the bill of materials has what is deployed, in the locked versions, and no tool', async () => {
  const { components, dependencies, metadata } = await billOfMaterials();
  const { dependencies: direct, devDependencies, name } = read('package.json');
  const listed = new Map(components.map((each) => [each.name, each]));

  for (const [each, version] of Object.entries(direct)) expect(listed.get(each)?.version).toBe(version);
  // Also needed by a tool, and still deployed.
  expect(listed.has('@azure/core-rest-pipeline')).toBe(true);
  // In the portal's files.
  for (const each of ['react', 'react-dom', 'oauth4webapi']) expect(listed.has(each)).toBe(true);
  const tools = ['jest', 'typescript', 'vite', 'azurite', '@biomejs/biome'];
  expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(tools));
  expect(tools.filter((each) => listed.has(each))).toEqual([]);

  const refs = [metadata.component['bom-ref'], ...components.map((each) => each['bom-ref'])];
  expect(metadata.component.name).toBe(name);
  expect(refs).toEqual(expect.arrayContaining(dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn])));
}, 60_000);
