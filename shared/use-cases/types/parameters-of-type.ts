import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { getParameter } from '../../store/parameters.ts';
import { getProject } from '../../store/projects.ts';
import { type ClaimedUse, releaseType, typeUses } from '../../store/types.ts';
import type { Deps } from '../deps.ts';

/** Longer than any request runs: who claimed a type before that and has no parameter of it was cut off. */
const longestRequest = 15 * 60_000;
const lookupsAtOnce = 16;

/** Some of the parameters of a type. */
export interface ParametersOfType {
  found: Stored<Parameter>[];
  /** Parameters of other types that may be about to become of this one. */
  becoming: Stored<Parameter>[];
  /** Whether others may be about to be made. */
  underWay: boolean;
}

/**
 * The parameters that are of a type, some at a time. Claims that nobody stands behind are taken away on the way. Costs
 * a request per thousand claims and three lookups per claim.
 */
export async function* parametersOfType(
  deps: Pick<Deps, 'rows' | 'clock'>,
  { organizationId, typeId }: { organizationId: string; typeId: string },
): AsyncGenerator<ParametersOfType> {
  let uses: ClaimedUse[] = [];
  for await (const use of typeUses(deps.rows, organizationId, typeId)) {
    uses.push(use);
    if (uses.length < lookupsAtOnce) continue;
    yield await lookUp(deps, organizationId, uses);
    uses = [];
  }
  if (uses.length > 0) yield lookUp(deps, organizationId, uses);
}

async function lookUp(
  { rows, clock }: Pick<Deps, 'rows' | 'clock'>,
  organizationId: string,
  uses: readonly ClaimedUse[],
): Promise<ParametersOfType> {
  const now = clock.now().getTime();
  const looked = uses.map(async (use) => {
    const { projectId, parameterId, claimedAt } = use;
    const project = await getProject(rows, organizationId, projectId);
    // What a deleted project has left behind is out of reach, whether it is removed already or not.
    const parameter = project && (await getParameter(rows, organizationId, projectId, parameterId));
    if (parameter?.type === use.typeId) return { parameter, underWay: false };
    if (project && now - claimedAt.getTime() < longestRequest) return { parameter, underWay: true };
    await releaseType(rows, organizationId, use);
    return { underWay: false };
  });
  const answers = await Promise.all(looked);
  const parameters = (wanted: boolean) =>
    answers.flatMap(({ parameter, underWay }) => (parameter && underWay === wanted ? parameter : []));
  const underWay = answers.some((each) => each.underWay);
  return { found: parameters(false), becoming: parameters(true), underWay };
}
