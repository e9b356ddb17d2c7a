import type { StoredValue } from '../configuration.ts';
import type { PatternVariable, TemplatePattern } from './pattern.ts';
import { renderName } from './render-name.ts';

/** A value that a push should have in the vault. */
export interface DesiredSecret {
  secretName: string;
  environment: { id: string; name: string };
  project: { id: string; name: string };
  parameter: PushableParameter;
  /** Digest of the value. */
  digest: string;
  /** The value, wherever it is set: it may be another environment's or project's. */
  stored: StoredValue;
  /** Absent: pushed without tags. */
  tag?: PushedTag;
}

/** A tag that a push uses. */
export interface PushedTag {
  id: string;
  name: string;
  /** Absent: as of now, for a tag whose time is yet to come. */
  asOf?: Date;
}

export interface PushableParameter {
  id: string;
  name: string;
  /** The project that it belongs to. */
  projectId: string;
  /** Whether the value must be treated as a secret. */
  secret: boolean;
  /** As in `Parameter`. */
  type: string;
}

/** A parameter's effective value in one environment, as a project sees it. */
export interface PushableValue {
  environment: { id: string; name: string };
  project: { id: string; name: string };
  parameter: PushableParameter;
  /** Its digest is null for an explicit null, which no vault can hold. */
  stored: StoredValue;
  tag?: PushedTag;
}

export interface PushScope {
  pattern: TemplatePattern;
  pushName: string;
  includeParameters: boolean;
  includeSecrets: boolean;
  coerceParameters: boolean;
  local: boolean;
}

/** What a push covers, named. Names may still be impossible or collide: preflight tells. */
export function selectDesired(values: Iterable<PushableValue>, scope: PushScope): DesiredSecret[] {
  const desired: DesiredSecret[] = [];
  for (const value of values) {
    const { digest } = value.stored;
    if (digest === null || !isIncluded(value, scope)) continue;
    const { environment, project, parameter, stored, tag } = value;
    const names: Partial<Record<PatternVariable, string>> = {
      environment: environment.name,
      project: project.name,
      parameter: parameter.name,
      push: scope.pushName,
      tag: tag?.name,
    };
    desired.push({
      secretName: renderName(scope.pattern, names),
      environment,
      project,
      parameter,
      digest,
      stored,
      ...(tag === undefined ? {} : { tag }),
    });
  }
  return desired;
}

function isIncluded({ parameter, project }: PushableValue, scope: PushScope): boolean {
  if (scope.local && parameter.projectId !== project.id) return false;
  return parameter.secret ? scope.includeSecrets : scope.includeParameters && scope.coerceParameters;
}
