import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createServiceIdentity } from '../../shared/adapters/azure/service-identity.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { setEnvironment } from '../support/set-environment.ts';

/** Microsoft's library runs whatever is called `az` on the path: here a script that answers as the CLI does. */
let directory: string;
let forget: () => void;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'az-'));
  forget = setEnvironment({ PATH: `${directory}${delimiter}${process.env.PATH}` });
});
afterEach(async () => {
  forget();
  await rm(directory, { recursive: true });
});

async function installCli(script: string): Promise<void> {
  const path = join(directory, 'az');
  await writeFile(path, `#!/bin/sh\necho "$@" >> "${join(directory, 'runs')}"\n${script}\n`);
  await chmod(path, 0o755);
}

const identity = () => createServiceIdentity({ kind: 'azure-cli' }, systemClock);
const scope = 'https://storage.azure.com/.default';

test("the operator's sign-in gives tokens, with one run of the CLI for all who ask", async () => {
  const answer = { accessToken: 'token', expires_on: Math.floor(Date.now() / 1000) + 3_600, tokenType: 'Bearer' };
  await installCli(`echo '${JSON.stringify(answer)}'`);
  const operator = identity();
  const tokens = await Promise.all([operator.getToken(scope), operator.getToken(scope)]);
  expect(tokens.map((given) => given?.token)).toEqual(['token', 'token']);
  expect((await operator.getToken(scope))?.token).toBe('token');
  expect((await readFile(join(directory, 'runs'), 'utf8')).trim()).toBe(
    'account get-access-token --output json --resource https://storage.azure.com',
  );
});

test('who is not signed in is told so', async () => {
  await installCli(`echo "Please run 'az login' to setup account." >&2; exit 1`);
  await expect(identity().getToken(scope)).rejects.toMatchObject({
    name: 'IdentityFault',
    code: 'identity.refused',
    message: expect.stringContaining('az login'),
  });
});
