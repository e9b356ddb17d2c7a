/** Where news may be sent beyond public addresses at port 443; operators say so, never customers. */
export interface ReceiverRules {
  /** Ports that may be named. */
  ports: readonly number[];
  /** `host` or `host:port`, in lower case, whose addresses may be private, and whose port then may be any that is named. */
  hosts: readonly string[];
}

/** What is wrong with an address, as far as can be told without looking its name up. */
export interface AddressFault {
  code: 'address.invalid' | 'address.not-https' | 'address.credentials' | 'address.port';
  detail: string;
}

/** A URL holds credentials, tokens and keys: the sentences repeat nothing of it but its port. */
export function checkAddress(text: string, rules: ReceiverRules): AddressFault | undefined {
  const url = URL.parse(text);
  if (url === null || text.length > longestAddress) {
    return { code: 'address.invalid', detail: `A URL of at most ${longestAddress} characters, as https://host/path.` };
  }
  if (url.protocol !== 'https:') return { code: 'address.not-https', detail: 'Only https is spoken.' };
  if (url.username !== '' || url.password !== '') {
    return {
      code: 'address.credentials',
      detail: 'A user or password in a URL is not sent; put a token into the path.',
    };
  }
  const port = portOf(url);
  if (!rules.ports.includes(port) && !isAllowedHost(url, rules)) {
    return { code: 'address.port', detail: `Not port ${port}, but ${rules.ports.join(', ')}.` };
  }
  return undefined;
}

const longestAddress = 2_048;

/** Whether an operator has said that this host is reached wherever it is. */
export function isAllowedHost(url: URL, { hosts }: Pick<ReceiverRules, 'hosts'>): boolean {
  const host = hostNameOf(url);
  return hosts.includes(host) || hosts.includes(`${host}:${portOf(url)}`);
}

/** The name, or the address without the brackets that a URL puts around one of IPv6. */
export function hostNameOf({ hostname }: Pick<URL, 'hostname'>): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

function portOf({ port }: Pick<URL, 'port'>): number {
  return port === '' ? 443 : Number(port);
}
