import { notDeployed, passedOnSettings, setByDeployment } from '../../scripts/deployment-settings.ts';
import { settings } from '../../shared/config/groups.ts';
import { readConfig } from '../../shared/config.ts';
import { bicep, readJson } from './infra-files.ts';

test('the deployment sets what it is said to set', () => {
  const own = Object.keys(bicep('infra/modules/app.bicep').variables.ownSettings ?? {});
  expect(own.sort()).toEqual(setByDeployment.toSorted());
});

test('it sets nothing that the service does not know, and leaves nothing out that is not there', () => {
  expect([...settings.keys()]).toEqual(expect.arrayContaining([...setByDeployment, ...Object.keys(notDeployed)]));
});

test('every other setting is passed on from a variable of its name (npm run docs renews them)', () => {
  const { value } = readJson('infra/main.parameters.json').parameters.settings;
  expect(value).toEqual(passedOnSettings(settings.keys()));
});

test('with what the deployment sets the service starts', () => {
  const examples = Object.fromEntries(setByDeployment.map((name) => [name, settings.get(name)?.example]));
  expect(() => readConfig({ ...examples, AZURE_CLOUD: 'public' })).not.toThrow();
});
