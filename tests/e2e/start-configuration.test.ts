import { fileURLToPath } from 'node:url';
import type { HostLogLine } from '../../sandbox/host/host-log.ts';
import { startFunctionsHost } from '../../sandbox/host/start-functions-host.ts';

const appDirectory = fileURLToPath(new URL('../..', import.meta.url));

test('with wrong settings the app does not start, and says all that is wrong', async () => {
  const lines: HostLogLine[] = [];
  const settings = {
    PUBLIC_URL: '',
    CHECK_SCHEDULE: 'hourly',
    ENTRA_CLIENT_SECRET: '',
    PUBLICURL: 'pasted-secret',
  };
  const starting = startFunctionsHost({ appDirectory, settings, port: 0, log: (line) => lines.push(line) });
  const error = await starting.then((host) => host.stop()).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'AppStartError', code: 'load-failed' });
  const { message } = error as Error;
  const faults = [
    'PUBLIC_URL: missing (there is PUBLICURL, which is not a setting)',
    'ENTRA_CLIENT_SECRET: exactly one of them is needed',
    'CHECK_SCHEDULE: not a schedule',
  ];
  for (const fault of faults) expect(message).toContain(fault);

  const logged = lines.filter(({ source }) => source === 'console').map((line) => JSON.parse(line.message));
  expect(logged).toMatchObject([
    { event: 'config.unknown-settings', settings: [{ name: 'PUBLICURL', meant: 'PUBLIC_URL' }] },
    { event: 'config.invalid', faults: faults.map((fault) => expect.stringContaining(fault)) },
  ]);
  expect(message + JSON.stringify(lines)).not.toContain('pasted-secret');
}, 60_000);
