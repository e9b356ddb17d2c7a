import { parse } from 'yaml';
import { bicep, readJson, readText } from './infra-files.ts';

const app = bicep('infra/modules/app.bicep');
const azd = parse(readText('azure.yaml'));

const site = app.resources.find(({ type }) => type === 'Microsoft.Web/sites')?.body as {
  tags: string;
  properties: { functionAppConfig: Record<string, Record<string, unknown>> };
};

test('the app runs under the Node version that everything is tested with', () => {
  const { node } = readJson('package.json').devDependencies;
  expect(site.properties.functionAppConfig.runtime).toEqual({ name: 'node', version: node.split('.')[0] });
});

test('is on a Flex Consumption plan', () => {
  const plan = app.resources.find(({ type }) => type === 'Microsoft.Web/serverfarms');
  expect(plan?.body).toMatchObject({ sku: { tier: 'FlexConsumption', name: 'FC1' }, properties: { reserved: true } });
});

test('azd finds the app that its service is deployed to', () => {
  const [[name, service], ...others] = Object.entries<Record<string, string>>(azd.services) as [
    [string, Record<string, string>],
  ];
  expect(others).toEqual([]);
  expect(site.tags).toContain(`'azd-service-name': '${name}'`);
  expect(service).toMatchObject({ host: 'function', language: 'js', project: '.', dist: 'dist-package' });
});

test('azd makes the package by commands that there are', () => {
  const { scripts } = readJson('package.json');
  for (const { run } of Object.values<{ run: string }>(azd.services.api.hooks.prepackage)) {
    for (const [, name = ''] of run.matchAll(/npm run (\S+)/g)) expect(Object.keys(scripts)).toContain(name);
  }
});

test('azd finds the infrastructure', () => {
  expect(azd.infra).toEqual({ provider: 'bicep', path: 'infra', module: 'main' });
});
