import type { FunctionInfo } from './function-info.ts';
import type { RouteTable } from './route-table.ts';

/** What works here in another way than on Azure, or not at all; a sentence each. */
export function startWarnings(functions: readonly FunctionInfo[], routes: RouteTable): string[] {
  const unserved = functions.flatMap((info) =>
    info.trigger === 'other' ? [`${info.name}: this host does not serve ${info.type}.`] : [],
  );
  const overlaps = routes.differences().map(({ request, answeredBy }) => {
    const [first, second] = [request, answeredBy].map((route) => `${route.template} (${route.functionName})`);
    return `Routes ${first} and ${second} overlap: on Azure the second answers, because its name comes first.`;
  });
  return [...unserved, ...overlaps];
}
