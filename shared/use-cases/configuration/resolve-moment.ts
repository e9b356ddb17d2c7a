import { ServiceError } from '../../errors.ts';
import { getTag, getTagByName } from '../../store/environment-tags.ts';
import type { Deps } from '../deps.ts';
import { requireKept } from './require-kept.ts';

/**
 * As of when values are asked for: a time, or a tag of the environment by its name or id. Nothing for now, and for
 * what is yet to come. Rejects with `request.invalid` when the two are mixed or a tag comes without an environment,
 * `object.not-found` when there is no such tag, `value.not-kept` when the time is too long ago.
 */
export async function resolveMoment(
  { rows, clock }: Pick<Deps, 'rows' | 'clock'>,
  input: { organizationId: string; environmentId?: string; asOf?: Date; tag?: string },
): Promise<Date | undefined> {
  const { organizationId, environmentId, tag: asked } = input;
  if (asked === undefined && input.asOf !== undefined) {
    await requireKept({ rows, clock }, organizationId, { time: input.asOf, field: 'query.as_of' });
  }
  const moment = asked === undefined ? input.asOf : await timestampOf(asked);
  return moment !== undefined && moment < clock.now() ? moment : undefined;

  async function timestampOf(nameOrId: string): Promise<Date> {
    if (input.asOf !== undefined) throw badTag('request.invalid', 'Give either as_of or tag.');
    if (environmentId === undefined) throw badTag('request.invalid', 'A tag needs the environment that it belongs to.');
    const place = { organizationId, environmentId };
    const tag = (await getTagByName(rows, place, nameOrId)) ?? (await findById(place, nameOrId));
    if (tag === undefined) throw badTag('object.not-found', 'There is no such tag in this environment.');
    return tag.timestamp;
  }

  async function findById(place: { organizationId: string; environmentId: string }, id: string) {
    return /^[0-9a-f-]{36}$/.test(id) ? getTag(rows, place, id) : undefined;
  }
}

function badTag(code: 'request.invalid' | 'object.not-found', detail: string): ServiceError {
  return new ServiceError(code, detail, { fields: [{ field: 'query.tag', code, detail }] });
}
