import { execFile } from 'node:child_process';

/** What went wrong, with Graph's own code where it was Graph that refused. */
export class AzError extends Error {
  override readonly name = 'AzError';
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** Runs the Azure CLI as whoever is signed in there and reads the JSON that it prints, `undefined` where it prints none. */
export async function az<T>(...args: string[]): Promise<T> {
  const output = await new Promise<string>((resolve, reject) => {
    execFile('az', [...args, '--output', 'json'], { maxBuffer: 32 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (error.code === 'ENOENT') reject(new AzError('the Azure CLI (az) is not installed', undefined, error));
      else reject(new AzError(stderr.trim() || `az ${args[0]} failed`, graphCode(stderr), error));
    });
  });
  return output.trim() === '' ? (undefined as T) : JSON.parse(output);
}

/** `az rest` prints Graph's answer within its own sentence: `ERROR: Not Found({"error":{"code":"…", …}})`. */
function graphCode(stderr: string): string | undefined {
  return /"code"\s*:\s*"([^"]+)"/.exec(stderr)?.[1];
}
