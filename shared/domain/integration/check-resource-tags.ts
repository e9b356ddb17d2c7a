import type { FieldError } from '../../errors.ts';
import { maxTagLength, maxTags, ownTagNames } from '../sync/ownership-tags.ts';

/** How many tags are left beside those that we write ourselves. */
export const maxResourceTags = maxTags - ownTagNames.length;

/**
 * Everything that is wrong with tags that are to be put on every secret we write. `field`: where they stand.
 * https://learn.microsoft.com/azure/key-vault/secrets/about-secrets#secret-tags
 */
export function checkResourceTags(tags: Readonly<Record<string, string>>, field: string): FieldError[] {
  const names = Object.keys(tags);
  const faults: FieldError[] = [];
  if (names.length > maxResourceTags) {
    faults.push({
      field,
      code: 'too_many',
      detail: `At most ${maxResourceTags} tags: a secret has ${maxTags}, and the service needs ${ownTagNames.length}.`,
    });
  }
  const own = new Set(ownTagNames.map((name) => name.toLowerCase()));
  for (const [name, value] of Object.entries(tags)) {
    const at = `${field}.${name}`;
    if (name === '' || name.length > maxTagLength) {
      faults.push({ field: at, code: 'name_length', detail: `A tag's name has 1 to ${maxTagLength} characters.` });
    }
    if (value.length > maxTagLength) {
      faults.push({ field: at, code: 'value_length', detail: `A tag's value has at most ${maxTagLength} characters.` });
    }
    if (own.has(name.toLowerCase())) {
      faults.push({ field: at, code: 'reserved', detail: 'The service writes a tag of this name itself.' });
    }
  }
  return faults;
}
