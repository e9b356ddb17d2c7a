/**
 * Who sent the request, by the last entry of `X-Forwarded-For`: the platform's front end adds it, and everything before it
 * may have been made up by the client. Empty where nobody says.
 */
export function remoteAddress(header: string | undefined): string {
  const last = header?.split(',').at(-1)?.trim() ?? '';
  // The platform adds the port: `192.0.2.1:50000`, `[2001:db8::1]:50000`.
  return /^\[(.+)\](?::\d+)?$/.exec(last)?.[1] ?? /^([\d.]+):\d+$/.exec(last)?.[1] ?? last;
}
