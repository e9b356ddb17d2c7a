import { z } from 'zod';

const time = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional()
  .meta({ type: 'string', format: 'date-time' });

/** Query parameters that select by the time of the last change. */
export const modifiedQuery = { modified_at: time, modified_at__gte: time, modified_at__lte: time };

type ModifiedQuery = Partial<Record<keyof typeof modifiedQuery, Date>>;

export function fitsModified({ modifiedAt }: { modifiedAt: Date }, query: ModifiedQuery): boolean {
  const { modified_at: at, modified_at__gte: from, modified_at__lte: until } = query;
  const moment = modifiedAt.getTime();
  return (
    (at === undefined || moment === at.getTime()) &&
    (from === undefined || moment >= from.getTime()) &&
    (until === undefined || moment <= until.getTime())
  );
}
