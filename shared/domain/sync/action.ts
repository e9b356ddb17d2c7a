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

/** Names a tag: it is kept with its environment. */
export interface TagReference {
  environmentId: string;
  id: string;
}

export interface Push extends ActionBase {
  kind: 'push';
  resource: string;
  projectIds: string[];
  /** Which environments are pushed, and as of when; none: all environments as they are now. Some may be gone. */
  tags: TagReference[];
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
