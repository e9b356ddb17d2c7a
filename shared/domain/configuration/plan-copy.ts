import type { Environment } from '../configuration.ts';
import { isName } from './name.ts';

/** One environment that a copy makes. */
export interface PlannedCopy {
  sourceId: string;
  name: string;
  description: string;
  /** Of a copy of this plan, by its source, or of an environment that is there. */
  parent: { sourceId: string } | { id: string };
}

export interface CopyFault {
  /** In the request. */
  field: 'recursive' | `child_environment_names.${string}` | 'child_environment_names';
  detail: string;
}

/** So many are made in one transaction, together with what belongs to it. */
export const mostCopies = 45;

/**
 * What a copy of an environment makes: the copy, beside the source (under it, if it is the root, of which there is
 * one), and with `recursive` a copy of everything below the source, parents before children. Names are unique, so that
 * each environment below needs a name in `childNames`, which has them by the names that are copied.
 */
export function planCopy(
  all: readonly Environment[],
  source: Environment,
  wanted: { name: string; description?: string; recursive: boolean; childNames: Readonly<Record<string, string>> },
): { copies: [PlannedCopy, ...PlannedCopy[]] } | { faults: CopyFault[] } {
  const { name, description = source.description, recursive, childNames } = wanted;
  const beside = { id: source.parentId ?? source.id };
  const copies: [PlannedCopy, ...PlannedCopy[]] = [{ sourceId: source.id, name, description, parent: beside }];
  const faults: CopyFault[] = [];
  const below = recursive ? descendants(all, source) : [];
  for (const child of below) {
    const newName = Object.hasOwn(childNames, child.name) ? childNames[child.name] : undefined;
    const field = `child_environment_names.${child.name}` as const;
    if (newName === undefined) faults.push({ field, detail: 'The copy of this environment needs a name.' });
    else if (!isName(newName)) faults.push({ field, detail: 'This is no name of an environment.' });
    else {
      const parent = { sourceId: child.parentId ?? source.id };
      copies.push({ sourceId: child.id, name: newName, description: child.description, parent });
    }
  }
  const names = copies.map((copy) => copy.name);
  if (new Set(names).size < names.length) {
    faults.push({ field: 'child_environment_names', detail: 'Two copies would have the same name.' });
  }
  const unknown = Object.keys(childNames).filter((child) => !below.some((each) => each.name === child));
  for (const child of unknown) {
    faults.push({ field: `child_environment_names.${child}`, detail: 'No such environment is copied.' });
  }
  if (copies.length > mostCopies) {
    faults.push({ field: 'recursive', detail: `At most ${mostCopies} environments are copied at once.` });
  }
  return faults.length > 0 ? { faults } : { copies };
}

/** All environments below this one, parents before children. */
function descendants(all: readonly Environment[], { id }: Environment): Environment[] {
  const children = all.filter(({ parentId }) => parentId === id);
  return [...children, ...children.flatMap((child) => descendants(all, child))];
}
