import { ServiceError } from '../errors.ts';

/** Rejects with `feature.not-available` when one of these is asked for: by default, anything but nothing. */
export function refuseUnavailable(place: 'body' | 'query', asked: Record<string, unknown>): void {
  const names = Object.keys(asked).filter((name) => isAsked(asked[name]));
  if (names.length === 0) return;
  throw new ServiceError('feature.not-available', `Not available yet: ${names.join(', ')}.`, {
    fields: names.map((name) => ({
      field: `${place}.${name}`,
      code: 'feature.not-available',
      detail: 'Leave it out.',
    })),
  });
}

function isAsked(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '';
}
