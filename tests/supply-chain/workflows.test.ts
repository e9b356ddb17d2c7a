import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; env?: Record<string, string>; steps: Step[] }>;
}

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const workflows = readdirSync(new URL('.github/workflows/', root)).map((name) => `.github/workflows/${name}`);
const documentation = read('docs/supply-chain.md');

describe.each(workflows)('%s', (path) => {
  const text = read(path);
  const workflow: Workflow = parse(text);
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test('uses actions by their commit, but for those that are accounted for', () => {
    for (const { uses = '' } of steps.filter((step) => step.uses !== undefined)) {
      const [name = '', version = ''] = uses.split('@');
      if (!/^[0-9a-f]{40}$/.test(version)) expect(documentation).toContain(`\`${name}@${version}\``);
    }
  });

  test('may write nothing, and has no secret', () => {
    const granted = [workflow.permissions, ...jobs.map((job) => job.permissions ?? {})];
    for (const permissions of granted) {
      expect(permissions).toBeDefined();
      const { 'id-token': _token, ...others } = permissions;
      expect(Object.values(others).filter((right) => right !== 'read')).toEqual([]);
    }
    expect(text).not.toMatch(/\bsecrets\b\s*[.[]/);
  });

  test('runs commands that there are', () => {
    const { scripts } = JSON.parse(read('package.json'));
    for (const { run = '' } of steps) {
      for (const [, name = ''] of run.matchAll(/npm run ([\w-]+)/g)) expect(Object.keys(scripts)).toContain(name);
    }
  });
});

test('the deployment tells azd what the parameters ask for', () => {
  const { env = {} } = (parse(read('.github/workflows/deploy.yml')) as Workflow).jobs.deploy ?? { env: {} };
  const parameters = read('infra/main.parameters.json');
  const asked = [...parameters.matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
  const known = [...asked, 'AZURE_SUBSCRIPTION_ID'];
  for (const name of Object.keys(env)) expect(known).toContain(name);
  const needed = [...parameters.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  expect(Object.keys(env)).toEqual(expect.arrayContaining(needed));
});
