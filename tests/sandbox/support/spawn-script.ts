import { spawn } from 'node:child_process';

/** Runs an ES module given as text in a Node process of its own; gives what it printed, without blanks at the ends. */
export async function spawnScript(
  script: string,
  args: string[],
  environment: Record<string, string>,
): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the script ended with ${code}`);
  return output.trim();
}
