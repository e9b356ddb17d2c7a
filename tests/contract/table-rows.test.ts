import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTableRows } from '../../shared/adapters/tables/table-rows.ts';
import type { Rows } from '../../shared/ports/rows.ts';

/** What the emulator never does: a service that is played by the test, answer by answer. */
type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

let server: Server;
let answers: Answer[];
let requests: { line: string; body: string }[];
let rows: Rows;

beforeEach(async () => {
  answers = [];
  requests = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    requests.push({ line: `${request.method} ${decodeURIComponent(request.url ?? '')}`, body });
    const answer = answers.shift() ?? status(501, 'NotImplemented');
    answer(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `TableEndpoint=http://127.0.0.1:${port}/account`;
  rows = createTableRows({
    connectionString: `DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;${endpoint}`,
  });
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function status(code: number, error?: string, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(
      error && JSON.stringify({ 'odata.error': { code: error, message: { lang: 'en-US', value: 'Prose.' } } }),
    );
  };
}

function page(keys: string[], more: boolean): Answer {
  return (_request, response) => {
    const next = { 'x-ms-continuation-NextPartitionKey': '1!4!cA--', 'x-ms-continuation-NextRowKey': '1!4!bmV4dA--' };
    response.writeHead(200, { 'content-type': 'application/json', ...(more ? next : {}) });
    const value = keys.map((key) => ({
      PartitionKey: 'p',
      RowKey: key,
      Timestamp: '2026-01-01T00:00:00Z',
      'odata.etag': 'e',
      n: 1,
    }));
    response.end(JSON.stringify({ value }));
  };
}

/** A refused transaction, as https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions shows it. */
function refusedTransaction(code: number, error: string, message: string): Answer {
  return (_request, response) => {
    response.writeHead(202, { 'content-type': 'multipart/mixed; boundary=batchresponse_1' });
    const body = JSON.stringify({ 'odata.error': { code: error, message: { lang: 'en-US', value: message } } });
    response.end(
      [
        '--batchresponse_1',
        'Content-Type: multipart/mixed; boundary=changesetresponse_1',
        '',
        '--changesetresponse_1',
        'Content-Type: application/http',
        'Content-Transfer-Encoding: binary',
        '',
        `HTTP/1.1 ${code} Refused`,
        'Content-Type: application/json;odata=minimalmetadata',
        '',
        body,
        '--changesetresponse_1--',
        '--batchresponse_1--',
        '',
      ].join('\r\n'),
    );
  };
}

describe('a page', () => {
  it('is one request, of as many rows as the limit says', async () => {
    answers = [page(['a', 'b'], true)];
    const { rows: found, next } = await rows.range('things', 'p', { limit: 2 });
    expect(found).toEqual([
      { partitionKey: 'p', rowKey: 'a', etag: 'e', values: { n: 1 } },
      { partitionKey: 'p', rowKey: 'b', etag: 'e', values: { n: 1 } },
    ]);
    expect(next).toBe('b');
    expect(requests.map(({ line }) => line)).toEqual([expect.stringContaining('$top=2')]);
  });

  it('may come short of its limit and still have a next', async () => {
    answers = [page(['a'], true)];
    expect(await rows.range('things', 'p')).toMatchObject({ rows: [{ rowKey: 'a' }], next: 'a' });
    expect(requests).toHaveLength(1);
  });

  it('that is empty though more is to come is followed', async () => {
    answers = [page([], true), page([], true), page(['x'], false)];
    expect((await rows.range('things', 'p')).rows).toMatchObject([{ rowKey: 'x' }]);
    expect(requests).toHaveLength(3);
    expect(requests[2]?.line).toContain('NextRowKey=1!4!bmV4dA--');
  });

  it('that is empty with nothing to come is the last', async () => {
    answers = [page([], true), page([], false)];
    expect(await rows.range('things', 'p')).toEqual({ rows: [] });
  });
});

describe('what the service says', () => {
  const two = [
    { kind: 'put', rowKey: 'a', values: {} },
    { kind: 'insert', rowKey: 'b', values: {} },
  ] as const;

  it.each([
    [409, 'EntityAlreadyExists', 'exists'],
    [412, 'UpdateConditionNotSatisfied', 'changed'],
    [404, 'ResourceNotFound', 'missing'],
    [404, 'EntityNotFound', 'missing'],
  ])('of a transaction: %i %s is %s', async (code, error, reason) => {
    answers = [refusedTransaction(code, error, '1:The specified prose.\nRequestId:0-0\nTime:2026-01-01T00:00:00Z')];
    await expect(rows.write('things', 'p', [...two])).rejects.toMatchObject({ name: 'RowConflict', reason, index: 1 });
  });

  it('without a position leaves the position open', async () => {
    answers = [refusedTransaction(409, 'EntityAlreadyExists', 'The specified prose.')];
    await expect(rows.write('things', 'p', [...two])).rejects.toMatchObject({ reason: 'exists', index: -1 });
  });

  it.each([
    [409, 'TableBeingDeleted'],
    [400, 'InvalidInput'],
    [403, 'AuthorizationFailure'],
    [413, 'RequestBodyTooLarge'],
  ])('else is refused for good: %i %s', async (code, error) => {
    const refused = { name: 'StorageFault', code: 'storage.refused', status: code, cause: expect.anything() };
    answers = [
      status(code, error),
      status(code, error),
      status(code, error),
      refusedTransaction(code, error, '0:Prose'),
    ];
    await expect(rows.get('things', 'p', 'a')).rejects.toMatchObject(refused);
    await expect(rows.range('things', 'p')).rejects.toMatchObject(refused);
    await expect(rows.write('things', 'p', [two[1]])).rejects.toMatchObject(refused);
    await expect(rows.write('things', 'p', [...two])).rejects.toMatchObject(refused);
    expect(requests).toHaveLength(4);
  });

  it.each([503, 429])('may be different later: %i, tried four times', async (code) => {
    answers = Array.from({ length: 4 }, () =>
      status(code, 'ServerBusy', { 'retry-after': '0', 'retry-after-ms': '1' }),
    );
    const fault = { name: 'StorageFault', code: 'storage.unavailable', status: code };
    await expect(rows.get('things', 'p', 'a')).rejects.toMatchObject(fault);
    expect(requests).toHaveLength(4);
  });

  it('when it was busy for a moment is not heard by the caller', async () => {
    answers = [status(503, 'ServerBusy', { 'retry-after-ms': '1' }), page(['a'], false)];
    expect((await rows.range('things', 'p')).rows).toHaveLength(1);
  });

  it('of a table that cannot be made is told as it is', async () => {
    answers = [status(404, 'TableNotFound'), status(403, 'AuthorizationFailure')];
    await expect(rows.write('things', 'p', [two[1]])).rejects.toMatchObject({ code: 'storage.refused', status: 403 });
  });

  it('of a table that is missing again after it was made ends there', async () => {
    answers = [status(404, 'TableNotFound'), status(204), status(404, 'TableNotFound')];
    await expect(rows.write('things', 'p', [two[1]])).rejects.toMatchObject({ code: 'storage.refused', status: 404 });
    expect(requests).toHaveLength(3);
  });
});

describe('what is sent', () => {
  it('is one plain request for one write', async () => {
    answers = [status(204, undefined, { etag: 'e' }), status(204, undefined, { etag: 'e' }), status(204)];
    await rows.write('things', 'p', [{ kind: 'insert', rowKey: 'a', values: {} }]);
    await rows.write('things', 'p', [{ kind: 'put', rowKey: 'a', values: {} }]);
    await rows.write('things', 'p', [{ kind: 'delete', rowKey: 'a' }]);
    const row = "/account/things(PartitionKey='p',RowKey='a')";
    expect(requests.map(({ line }) => line)).toEqual(['POST /account/things', `PUT ${row}`, `DELETE ${row}`]);
  });

  it('names the type where JSON does not: the service takes a bare whole number for 32 bits', async () => {
    answers = [status(204, undefined, { etag: 'e' })];
    const values = { n: 2 ** 40, at: new Date(0), bytes: Uint8Array.of(1), text: '1', flag: true };
    await rows.write('things', 'p', [{ kind: 'insert', rowKey: 'a', values }]);
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
      PartitionKey: 'p',
      RowKey: 'a',
      n: 2 ** 40,
      'n@odata.type': 'Edm.Double',
      at: '1970-01-01T00:00:00.000Z',
      'at@odata.type': 'Edm.DateTime',
      bytes: 'AQ==',
      'bytes@odata.type': 'Edm.Binary',
      text: '1',
      flag: true,
    });
  });

  it('carries the etag of each delete in a transaction, in order', async () => {
    answers = [refusedTransaction(412, 'UpdateConditionNotSatisfied', '0:Prose')];
    const writes = [
      { kind: 'delete', rowKey: 'a', etag: 'W/"one"' },
      { kind: 'delete', rowKey: 'b' },
      { kind: 'replace', rowKey: 'c', values: {}, etag: 'W/"two"' },
      { kind: 'delete', rowKey: 'd', etag: 'W/"three"' },
    ] as const;
    await expect(rows.write('things', 'p', [...writes])).rejects.toMatchObject({ reason: 'changed' });
    const conditions = [...(requests[0]?.body ?? '').matchAll(/if-match: (.*)\r\n/gi)].map(([, etag]) => etag);
    expect(conditions).toEqual(['W/"one"', '*', 'W/"two"', 'W/"three"']);
  });

  it('never exceeds what the limits reckon with', async () => {
    answers = [refusedTransaction(400, 'InvalidInput', '0:Prose')];
    const values = {
      text: '\u0000é💥"\\\u2028'.repeat(2000),
      bytes: new Uint8Array(60_000),
      time: new Date(0),
      flag: true,
    };
    const writes = Array.from(
      { length: 25 },
      (_, n) => ({ kind: 'put', rowKey: `${'é '.repeat(200)}${n}`, values }) as const,
    );
    await expect(rows.write('things', 'p'.repeat(500), writes)).rejects.toMatchObject({ status: 400 });
    const { transactionBytes } = await import('../../shared/store/row-limits.ts');
    const reckoned = writes.reduce((sum, write) => sum + transactionBytes('p'.repeat(500), write), 0);
    const sent = Buffer.byteLength(requests[0]?.body ?? '');
    expect(sent).toBeGreaterThan(1_000_000);
    expect(sent).toBeLessThanOrEqual(reckoned);
    expect(sent).toBeGreaterThan(reckoned * 0.8);
  });
});
