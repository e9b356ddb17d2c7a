import { effectiveValue } from '../../domain/configuration/effective-value.ts';
import { environmentPath } from '../../domain/configuration/environment-path.ts';
import type { VisibleParameter } from '../../domain/configuration/project-view.ts';
import type { Environment, Parameter, StoredValue } from '../../domain/configuration.ts';
import type { Secret } from '../../secret.ts';
import type { Deps } from '../deps.ts';
import { openValue } from './open-value.ts';

/** A value as it is shown to somebody. */
export interface ValueView {
  stored: StoredValue;
  /** The parameter that carries it. */
  parameter: Parameter;
  /** Where it is set. */
  environment: Environment;
  /** Where it is looked at. */
  activeEnvironment: Environment;
  secret: boolean;
  /** Absent: masked. Null: an explicit null. */
  content?: Secret | null;
}

interface Viewing {
  /** All of the organization's. */
  environments: readonly Environment[];
  /** Secrets are neither opened nor shown. */
  maskSecrets: boolean;
}

/** The values that a parameter has in these environments, in their order; none where nothing is set. */
export async function viewEffectiveValues(
  deps: Pick<Deps, 'cipher'>,
  { layers }: Pick<VisibleParameter, 'layers'>,
  active: readonly Environment[],
  viewing: Viewing,
): Promise<ValueView[]> {
  const byId = new Map(viewing.environments.map((environment) => [environment.id, environment]));
  // The same value often counts in several environments: it is opened once.
  const contents = new Map<StoredValue, Promise<Secret | null>>();
  const open = (stored: StoredValue) => {
    const opened = contents.get(stored) ?? openValue(deps, stored);
    contents.set(stored, opened);
    return opened;
  };
  const views = active.map(async (activeEnvironment): Promise<ValueView[]> => {
    const found = effectiveValue(layers, environmentPath(byId, activeEnvironment.id));
    const environment = found && byId.get(found.environmentId);
    const carrier = layers.find(({ parameter }) => parameter.id === found?.stored.parameterId);
    if (found === undefined || environment === undefined || carrier === undefined) return [];
    const { stored, secret } = found;
    const view = { stored, parameter: carrier.parameter, environment, activeEnvironment, secret };
    return [await withContent(view, viewing, open)];
  });
  return (await Promise.all(views)).flat();
}

/** The values that are set on the parameter itself, by the names of their environments. */
export async function viewOwnValues(
  deps: Pick<Deps, 'cipher'>,
  { layers: [own] }: Pick<VisibleParameter, 'layers'>,
  viewing: Viewing,
): Promise<ValueView[]> {
  const { parameter, values } = own;
  const views = viewing.environments.flatMap((environment) => {
    const stored = values.get(environment.id);
    if (stored === undefined) return [];
    const view = { stored, parameter, environment, activeEnvironment: environment, secret: parameter.secret };
    return [withContent(view, viewing, (each) => openValue(deps, each))];
  });
  return Promise.all(views);
}

async function withContent(
  view: Omit<ValueView, 'content'>,
  { maskSecrets }: Viewing,
  open: (stored: StoredValue) => Promise<Secret | null>,
): Promise<ValueView> {
  if (view.stored.sealed === null) return { ...view, content: null };
  if (maskSecrets && view.secret) return view;
  return { ...view, content: await open(view.stored) };
}
