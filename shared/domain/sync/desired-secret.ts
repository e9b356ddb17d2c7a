import type { PatternVariable, TemplatePattern } from './pattern.ts';
import { renderName } from './render-name.ts';
import type { ValueSource } from './step.ts';

/** A value that a push should have in the vault. */
export interface DesiredSecret {
  secretName: string;
  environment: { id: string; name: string };
  project: { id: string; name: string };
  parameter: { id: string; name: string; projectId: string };
  source: ValueSource;
  digest: string;
  sealed: Uint8Array;
}

/** A parameter's effective value in one environment, as a project sees it. */
export interface PushableValue {
  environment: { id: string; name: string };
  project: { id: string; name: string };
  parameter: { id: string; name: string; projectId: string; secret: boolean };
  source: ValueSource;
  /** Both null: an explicit null, which no vault can hold. */
  digest: string | null;
  sealed: Uint8Array | null;
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
    if (value.digest === null || value.sealed === null || !isIncluded(value, scope)) continue;
    const { environment, project, parameter, source, digest, sealed } = value;
    const names: Partial<Record<PatternVariable, string>> = {
      environment: environment.name,
      project: project.name,
      parameter: parameter.name,
      push: scope.pushName,
    };
    desired.push({ secretName: renderName(scope.pattern, names), environment, project, parameter, source, digest, sealed });
  }
  return desired;
}

function isIncluded({ parameter, project }: PushableValue, scope: PushScope): boolean {
  if (scope.local && parameter.projectId !== project.id) return false;
  return parameter.secret ? scope.includeSecrets : scope.includeParameters && scope.coerceParameters;
}
