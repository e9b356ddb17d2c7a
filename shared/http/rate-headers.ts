import type { Admission } from '../domain/request-window.ts';

/**
 * What the organization has left, in the words of the draft standard: `q` requests in `w` seconds, `r` of them left, and
 * more in `t` seconds. https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function rateHeaders({ limit, remaining, seconds }: Omit<Admission, 'admitted'>): Record<string, string> {
  return {
    'RateLimit-Policy': `"organization";q=${limit};w=60`,
    RateLimit: `"organization";r=${remaining};t=${seconds}`,
  };
}
