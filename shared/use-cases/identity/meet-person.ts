import { isOutdated, type Person } from '../../domain/person.ts';
import { getPerson, putPerson } from '../../store/people.ts';
import type { Deps } from '../deps.ts';

/** Remembers who came with a token, so that they are among the users: written when first seen, then once a day or when
 * the token tells something else. */
export async function meetPerson(
  { rows, clock }: Pick<Deps, 'rows' | 'clock'>,
  seen: Pick<Person, 'id' | 'organizationId' | 'name' | 'role'>,
): Promise<Person> {
  const stored = await getPerson(rows, seen.organizationId, seen.id);
  const now = clock.now();
  if (stored !== undefined && !isOutdated(stored, seen, now)) return stored;
  const person = { ...seen, createdAt: stored?.createdAt ?? now, modifiedAt: now };
  await putPerson(rows, person);
  return person;
}
