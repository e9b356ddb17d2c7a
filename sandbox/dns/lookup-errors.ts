/** libuv's numbers, the same on every platform. */
const UV_EAI_NONAME = -3008;
const UV_EAI_AGAIN = -3001;

/** What `dns.lookup` gives for a name that does not exist: the same message and fields as from getaddrinfo. */
export function notFoundError(hostname: string): NodeJS.ErrnoException & { hostname: string } {
  return lookupError(hostname, 'ENOTFOUND', UV_EAI_NONAME);
}

/** What `dns.lookup` gives while no name server can be asked. */
export function nameServerUnreachableError(hostname: string, cause: unknown): NodeJS.ErrnoException {
  return lookupError(hostname, 'EAI_AGAIN', UV_EAI_AGAIN, cause);
}

function lookupError(hostname: string, code: string, errno: number, cause?: unknown) {
  const error = new Error(`getaddrinfo ${code} ${hostname}`, cause === undefined ? undefined : { cause });
  return Object.assign(error, { errno, code, syscall: 'getaddrinfo', hostname });
}
