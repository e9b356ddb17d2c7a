import type { Parameter } from '../configuration.ts';
import { variableName } from './variable-name.ts';

export interface VariableFilter {
  contains?: string;
  startsWith?: string;
  endsWith?: string;
}

/**
 * The parameters that an export shows, by the name of the variable that each becomes, in the order of these names.
 * Parameters whose name is none of a variable are left out. The filter looks at names in any letter case, as the
 * variables are in upper case. Of several that become the same variable, the one that is written like it counts, else
 * the first by name.
 */
export function selectVariables<P extends Pick<Parameter, 'name'>>(
  parameters: Iterable<P>,
  { contains = '', startsWith = '', endsWith = '' }: VariableFilter,
): [name: string, parameter: P][] {
  const selected = new Map<string, P>();
  for (const parameter of parameters) {
    const name = variableName(parameter.name);
    if (name === undefined) continue;
    if (!name.includes(contains.toUpperCase()) || !name.startsWith(startsWith.toUpperCase())) continue;
    if (!name.endsWith(endsWith.toUpperCase())) continue;
    const other = selected.get(name);
    // In upper case a name is less than in any other spelling.
    if (other === undefined || parameter.name < other.name) selected.set(name, parameter);
  }
  return [...selected].sort(([one], [other]) => (one < other ? -1 : 1));
}
