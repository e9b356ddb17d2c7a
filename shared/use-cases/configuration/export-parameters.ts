import { environmentPath } from '../../domain/configuration/environment-path.ts';
import type { Environment, Parameter } from '../../domain/configuration.ts';
import { type ExportFormat, renderExport, unfitForExport } from '../../domain/export/render-export.ts';
import { selectVariables, type VariableFilter } from '../../domain/export/select-variables.ts';
import { Secret } from '../../secret.ts';
import type { Deps } from '../deps.ts';
import { loadProjectView } from './load-project-view.ts';
import { type ValueView, viewEffectiveValues } from './view-values.ts';

/** Stands for a secret that is not shown. */
const mask = '*****';

/** A parameter whose value the format cannot hold. */
export interface UnfitParameter {
  parameter: Pick<Parameter, 'id' | 'name'>;
  reason: string;
}

export type ExportResult =
  /** `hasSecret`: at least one of the parameters is a secret, masked or not. */
  { outcome: 'exported'; text: Secret; hasSecret: boolean } | { outcome: 'unfit'; parameters: UnfitParameter[] };

/**
 * What a project's parameters, own and inherited, are in one environment, as text for a program to read. Parameters
 * without a value there, or with an explicit null, are left out. Reads the whole project: two ranges and one for each
 * environment above, for each project of the chain. Rejects with
 * `object.not-found`.
 */
export async function exportParameters(
  deps: Pick<Deps, 'rows' | 'cipher'>,
  input: {
    organizationId: string;
    projectId: string;
    /** All of the organization's. */
    environments: readonly Environment[];
    environment: Environment;
    /** Absent: as the values are now. */
    asOf?: Date;
    format: ExportFormat;
    explicit: boolean;
    maskSecrets: boolean;
    filter: VariableFilter;
    descending?: boolean;
  },
): Promise<ExportResult> {
  const { organizationId, projectId, environment, environments, maskSecrets, format, explicit } = input;
  const byId = new Map(environments.map((each) => [each.id, each]));
  const scope = { environmentIds: environmentPath(byId, environment.id), asOf: input.asOf };
  const view = await loadProjectView(deps, { organizationId, projectId, scope });
  const visible = new Map([...view.parameters.values()].map((each) => [each.parameter, each]));
  const selected = selectVariables(visible.keys(), input.filter);
  if (input.descending) selected.reverse();
  const exported = await Promise.all(
    selected.map(async ([name, parameter]) => {
      const layers = visible.get(parameter)?.layers;
      if (layers === undefined) return [];
      const [value] = await viewEffectiveValues(deps, { layers }, [environment], { environments, maskSecrets });
      return value === undefined || value.content === null ? [] : [{ name, parameter, value, text: shownText(value) }];
    }),
  ).then((found) => found.flat());
  const unfit = exported.flatMap(({ parameter, text }) => {
    const reason = unfitForExport(text.reveal(), format);
    return reason === undefined ? [] : [{ parameter, reason }];
  });
  if (unfit.length > 0) return { outcome: 'unfit', parameters: unfit };
  const variables = exported.map(({ name, text }) => ({ name, value: text.reveal() }));
  const text = new Secret(renderExport(variables, format, explicit));
  return { outcome: 'exported', text, hasSecret: exported.some(({ value }) => value.secret) };
}

function shownText({ content }: ValueView): Secret {
  return content ?? new Secret(mask);
}
