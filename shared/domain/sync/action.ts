/** An import or push action of one integration. */
interface ActionBase {
  id: string;
  organizationId: string;
  integrationId: string;
  name: string;
  description: string;
  /** Only report what a run would do. */
  dryRun: boolean;
  createdAt: Date;
  modifiedAt: Date;
}

export interface Pull extends ActionBase {
  kind: 'pull';
  /** `mapped`: the service's own pull, which refreshes external values; it has no pattern. */
  mode: 'mapped' | 'pattern';
  resource: string | null;
  createEnvironments: boolean;
  createProjects: boolean;
}

export interface Push extends ActionBase {
  kind: 'push';
  resource: string;
  projectIds: string[];
  includeParameters: boolean;
  includeSecrets: boolean;
  /** Accepted for the contract's sake; there are no templates. */
  includeTemplates: boolean;
  coerceParameters: boolean;
  force: boolean;
  local: boolean;
}

export type Action = Pull | Push;
export type ActionKind = Action['kind'];
