import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StorageCounter {
  /** The emulator's connection string with the table service behind the counter. */
  connectionString: string;
  /** Table requests since the last call of `reset`; a transaction counts as one. */
  readonly count: number;
  reset(): void;
  stop(): Promise<void>;
}

/**
 * Counts requests on their way to the emulator's table service. Shared-key signatures name no host, so that the
 * emulator accepts what it passes on.
 */
export async function countStorageRequests(connectionString: string): Promise<StorageCounter> {
  const endpoint = new URL(/TableEndpoint=([^;]+)/.exec(connectionString)?.[1] ?? '');
  const agent = new http.Agent({ keepAlive: true });
  let count = 0;
  const server = http.createServer((request, response) => {
    count += 1;
    const onward = http.request(
      {
        agent,
        host: endpoint.hostname,
        port: endpoint.port,
        method: request.method,
        path: request.url,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    connectionString: connectionString.replace(endpoint.host, `127.0.0.1:${port}`),
    get count() {
      return count;
    },
    reset() {
      count = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
