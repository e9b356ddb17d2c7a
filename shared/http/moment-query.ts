import { z } from 'zod';

/** A point in time in a query, in the format of RFC 3339; clients send an empty text for none. */
export const momentQuery = z
  .union([z.literal(''), z.iso.datetime({ offset: true })])
  .transform((text) => (text === '' ? undefined : new Date(text)))
  .optional()
  .meta({ type: 'string', format: 'date-time' });
