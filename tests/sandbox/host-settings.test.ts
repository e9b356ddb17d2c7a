import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHostJson, readHostJson } from '../../sandbox/host/host-json.ts';
import {
  parseLocalSettings,
  readLocalSettings,
  resolveSettings,
  storageConnection,
} from '../../sandbox/host/settings.ts';
import { stripJsonComments } from '../../sandbox/host/strip-json-comments.ts';
import { parseTimeSpan } from '../../sandbox/host/time-span.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'host-settings-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('comments and trailing commas are tolerated, and left alone within strings', () => {
  const text = `{ // one
    "a": "http://x /* not */ \\" // not", /* two
    lines */ "b": [1, 2, ], "c": ",]",
  }`;
  expect(JSON.parse(stripJsonComments(text))).toEqual({ a: 'http://x /* not */ " // not', b: [1, 2], c: ',]' });
  expect(stripJsonComments(text).split('\n')).toHaveLength(text.split('\n').length);
});

test.each([
  ['00:00:10', 10_000],
  ['00:00:00.200', 200],
  ['1.02:03:04', 93_784_000],
  ['01:30', 5_400_000],
  ['24:00:00', undefined],
  ['00:60:00', undefined],
  ['10', undefined],
  ['0 * * * * *', undefined],
])('the time span %s', (text, milliseconds) => {
  expect(parseTimeSpan(text)).toBe(milliseconds);
});

describe('local.settings.json', () => {
  test('gives its values, as strings', () => {
    expect(parseLocalSettings('{ "Values": { "A": "x", "B": 1, "C": true }, /* more */ "Host": {} }')).toEqual({
      A: 'x',
      B: '1',
      C: 'true',
    });
    expect(() => parseLocalSettings('{ "Values": { "A": {} } }')).toThrow(/A/);
    expect(() => parseLocalSettings('Values')).toThrow(expect.objectContaining({ code: 'configuration' }));
  });

  test('goes before the sample', async () => {
    expect(await readLocalSettings(directory)).toEqual({});
    await writeFile(join(directory, 'local.settings.sample.json'), '{ "Values": { "A": "sample" } }');
    expect(await readLocalSettings(directory)).toEqual({ A: 'sample' });
    await writeFile(join(directory, 'local.settings.json'), '{ "Values": { "A": "own" } }');
    expect(await readLocalSettings(directory)).toEqual({ A: 'own' });
  });
});

test('settings between percent signs are put in, and missing ones named', () => {
  expect(resolveSettings('a-%B%-c', { B: 'b' })).toBe('a-b-c');
  expect(() => resolveSettings('%B%', {})).toThrow(/%B%/);
});

test('a connection is found by its name, with or without the prefix', () => {
  const settings = { AzureWebJobsStorage: 'main', AzureWebJobsJobs: 'jobs', Other: 'other' };
  const names = [undefined, '', 'Storage', 'AzureWebJobsStorage', 'Jobs', 'Other'];
  expect(names.map((name) => storageConnection(name, settings))).toEqual(
    ['main', 'main', 'main', 'main', 'jobs', 'other'].map((connectionString) => ({ connectionString })),
  );
  expect(() => storageConnection('None', settings)).toThrow(/"None"/);
});

test('a connection by identity names the account, or the addresses of its services', () => {
  const settings = {
    AzureWebJobsStorage__accountName: 'contosovaults',
    AzureWebJobsStorage__queueServiceUri: 'https://queues.example',
    AzureWebJobsStorage__credential: 'managedIdentity',
    AzureWebJobsStorage__clientId: 'client',
  };
  const connection = storageConnection('Storage', settings);
  if ('connectionString' in connection) throw new Error('it is none by identity');
  expect(connection.clientId).toBe('client');
  expect(connection.address('blob')).toBe('https://contosovaults.blob.core.windows.net');
  expect(connection.address('queue')).toBe('https://queues.example');
  const nameless = storageConnection(undefined, { ...settings, AzureWebJobsStorage__accountName: undefined });
  expect(() => 'address' in nameless && nameless.address('blob')).toThrow(/blobServiceUri/);
});

describe('host.json', () => {
  test('without anything has the defaults of the platform', () => {
    expect(parseHostJson('{ "version": "2.0" }')).toEqual({
      routePrefix: 'api',
      functionTimeout: 1_800_000,
      queues: {
        batchSize: 16,
        newBatchThreshold: 8,
        maxDequeueCount: 5,
        visibilityTimeout: 0,
        messageEncoding: 'base64',
      },
    });
  });

  test('is read', async () => {
    await writeFile(
      join(directory, 'host.json'),
      `{
        "version": "2.0", // the only one
        "functionTimeout": "-1",
        "extensions": {
          "http": { "routePrefix": "/v1/" },
          "queues": { "batchSize": 5, "messageEncoding": "None", "visibilityTimeout": "00:00:30", "maxPollingInterval": "00:00:01" }
        }
      }`,
    );
    expect(await readHostJson(directory)).toEqual({
      routePrefix: 'v1',
      functionTimeout: undefined,
      queues: {
        batchSize: 5,
        newBatchThreshold: 2,
        maxDequeueCount: 5,
        visibilityTimeout: 30_000,
        maxPollingInterval: 1000,
        messageEncoding: 'none',
      },
    });
  });

  test('that is missing or wrong is told', async () => {
    await expect(readHostJson(directory)).rejects.toMatchObject({ code: 'configuration' });
    for (const queues of [{ batchSize: 33 }, { visibilityTimeout: 'soon' }, { messageEncoding: 'hex' }]) {
      const [name = ''] = Object.keys(queues);
      expect(() => parseHostJson(JSON.stringify({ version: '2.0', extensions: { queues } }))).toThrow(name);
    }
    expect(() => parseHostJson('{ "version": "1.0" }')).toThrow(/version/);
  });
});
