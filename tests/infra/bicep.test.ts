import { join } from 'node:path/posix';
import { bicep, bicepFiles, readJson } from './infra-files.ts';
import type { BicepFile } from './read-bicep.ts';

/** Functions of Bicep that the files use. https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions */
const functions = [
  ...['empty', 'environment', 'filter', 'guid', 'items', 'loadTextContent', 'replace', 'split', 'subscription'],
  ...['subscriptionResourceId', 'tenant', 'toLower', 'toObject', 'trim', 'union', 'uniqueString'],
];

/**
 * Types at versions of whose properties the names were compared with Microsoft's own management SDKs and type
 * definitions. Whoever takes another version compares again.
 */
const comparedTypes = [
  'Microsoft.Authorization/roleAssignments@2022-04-01',
  'Microsoft.Insights/actionGroups@2023-01-01',
  'Microsoft.Insights/components@2020-02-02',
  'Microsoft.Insights/diagnosticSettings@2021-05-01-preview',
  'Microsoft.Insights/workbooks@2023-06-01',
  'Microsoft.KeyVault/vaults@2023-07-01',
  'Microsoft.KeyVault/vaults/keys@2023-07-01',
  'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31',
  'Microsoft.Network/natGateways@2024-05-01',
  'Microsoft.Network/privateDnsZones@2024-06-01',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01',
  'Microsoft.Network/privateEndpoints@2024-05-01',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01',
  'Microsoft.Network/publicIPAddresses@2024-05-01',
  'Microsoft.Network/virtualNetworks@2024-05-01',
  'Microsoft.Network/virtualNetworks/subnets@2024-05-01',
  'Microsoft.OperationalInsights/workspaces@2023-09-01',
  'Microsoft.Resources/resourceGroups@2024-03-01',
  'Microsoft.Storage/storageAccounts@2023-05-01',
  'Microsoft.Storage/storageAccounts/blobServices@2023-05-01',
  'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01',
  'Microsoft.Web/serverfarms@2024-04-01',
  'Microsoft.Web/sites@2024-04-01',
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01',
  'Microsoft.Web/sites/config@2024-04-01',
];

const all = Object.entries(bicepFiles);
const main = bicep('infra/main.bicep');

describe.each(all)('%s', (_path, file) => {
  test('is what the grammar knows', () => {
    expect(file.faults).toEqual([]);
  });

  test('uses what it declares, and declares what it uses', () => {
    const declared = [...Object.keys(file.parameters), ...Object.keys(file.variables)];
    const symbols = [...file.resources, ...file.modules].map(({ symbol }) => symbol);
    expect([...declared, ...symbols]).toEqual(expect.arrayContaining([...file.used]));
    expect([...file.used]).toEqual(expect.arrayContaining(declared));
    expect(functions).toEqual(expect.arrayContaining([...file.called]));
  });

  test('says what each parameter is', () => {
    for (const { decorators } of Object.values(file.parameters)) {
      expect(decorators).toContainEqual(expect.stringMatching(/^@description\('.+'\)$/s));
    }
  });
});

test('only types are used whose properties were compared', () => {
  const used = all.flatMap(([, { resources }]) => resources.map(({ type, version }) => `${type}@${version}`));
  expect([...new Set(used)].sort()).toEqual([...comparedTypes].sort());
});

/** Parameters and outputs of a module: a Bicep file, or an ARM template as JSON. */
function interfaceOf(path: string): Pick<BicepFile, 'parameters' | 'outputs'> {
  if (!path.endsWith('.json')) return bicep(path);
  const { parameters, outputs = {} } = readJson(path);
  const optional = Object.entries<{ type: string; defaultValue?: unknown }>(parameters).map(
    ([name, { type, defaultValue }]) => [name, { type, optional: defaultValue !== undefined, decorators: [] }],
  );
  return { parameters: Object.fromEntries(optional), outputs };
}

const uses = all.flatMap(([path, file]) =>
  file.modules.map(({ symbol, path: module, body }) => ({
    name: `${path}: ${symbol}`,
    ...{ file, symbol, body },
    module: join(path, '..', module),
  })),
);

test.each(uses)('$name is given what it needs, and nothing that it does not know', ({ module, body }) => {
  const { parameters } = interfaceOf(module);
  const given = Object.keys(body.params ?? {});
  const needed = Object.entries(parameters).filter(([, { optional }]) => !optional);
  expect(Object.keys(parameters)).toEqual(expect.arrayContaining(given));
  expect(given).toEqual(expect.arrayContaining(needed.map(([name]) => name)));
});

test.each(uses)('$name has the outputs that are asked for', ({ module, file, symbol }) => {
  const text = JSON.stringify([file.modules, file.resources, file.variables, file.outputs]);
  const asked = [...text.matchAll(new RegExp(`\\b${symbol}!?\\.outputs\\.(\\w+)`, 'g'))].map(([, name]) => name);
  expect(Object.keys(interfaceOf(module).outputs)).toEqual(expect.arrayContaining(asked));
});

test('azd is told every parameter, from its environment', () => {
  const { parameters } = readJson('infra/main.parameters.json');
  expect(Object.keys(parameters).sort()).toEqual(Object.keys(main.parameters).sort());
  const { runbook, ...others } = parameters;
  expect(runbook).toEqual({ value: 'docs/operations.md' });
  const values = Object.values<{ value: unknown }>(others).flatMap(({ value }) =>
    typeof value === 'object' && value !== null ? Object.values(value) : [value],
  );
  // Only letters, digits and `_` in a default: others mean something to azd.
  for (const value of values) expect(value).toMatch(/^\$\{[A-Z_]+(=\w*)?\}$/);
});

test('what azd is told where nothing was said is what the file itself takes', () => {
  const { parameters } = readJson('infra/main.parameters.json');
  const needed = Object.entries(main.parameters).filter(([, { optional }]) => !optional);
  const withoutDefault = Object.entries<{ value: unknown }>(parameters).filter(([, { value }]) =>
    /^\$\{\w+\}$/.test(String(value)),
  );
  expect(withoutDefault.map(([name]) => name).sort()).toEqual(needed.map(([name]) => name).sort());
});
