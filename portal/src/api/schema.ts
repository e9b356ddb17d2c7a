/** Written by scripts/generate-portal-client.ts from the API's own description. */

export interface Schemas {
  /** RFC 9457. `code` is stable; `next` says what to do. */
  Problem: {
    type: string;
    title: string;
    status: number;
    detail: string;
    code:
      | 'request.not-json'
      | 'request.invalid'
      | 'request.too-large'
      | 'request.media-type'
      | 'request.reference'
      | 'request.page'
      | 'route.not-found'
      | 'object.not-found'
      | 'object.exists'
      | 'object.in-use'
      | 'object.changed'
      | 'idempotency.other-request'
      | 'idempotency.in-flight'
      | 'idempotency.reply-lost'
      | 'feature.not-available'
      | 'auth.missing'
      | 'auth.invalid'
      | 'auth.unavailable'
      | 'auth.forbidden'
      | 'rate.limited'
      | 'limit.integrations'
      | 'limit.actions'
      | 'limit.projects'
      | 'limit.environments'
      | 'limit.parameters'
      | 'limit.keys'
      | 'consent.return-url'
      | 'consent.no-state'
      | 'consent.unknown'
      | 'consent.state'
      | 'consent.expired'
      | 'consent.used'
      | 'consent.incomplete'
      | 'consent.not-authorized'
      | 'consent.completion-code'
      | 'consent.other-user'
      | 'consent.declined'
      | 'consent.admin-approval'
      | 'consent.personal-account'
      | 'consent.guest'
      | 'consent.role'
      | 'consent.account-not-in-tenant'
      | 'consent.registration'
      | 'consent.conditional-access'
      | 'consent.tenant-mismatch'
      | 'consent.refused'
      | 'id-token.signature'
      | 'id-token.issuer'
      | 'id-token.audience'
      | 'id-token.nonce'
      | 'id-token.expired'
      | 'id-token.malformed'
      | 'entra.unavailable'
      | 'entra.code-refused'
      | 'credential.invalid'
      | 'app.disabled'
      | 'tenant.not-linked'
      | 'tenant.in-use'
      | 'vault.name'
      | 'consent.missing'
      | 'tenant.not-found'
      | 'vault.not-found'
      | 'vault.wrong-tenant'
      | 'vault.forbidden-by-rbac'
      | 'vault.forbidden-by-access-policy'
      | 'vault.forbidden-by-firewall'
      | 'vault.forbidden-by-connection'
      | 'vault.forbidden-by-governance-policy'
      | 'vault.rejected'
      | 'vault.throttled'
      | 'vault.unavailable'
      | 'network.unreachable'
      | 'secret.not-found'
      | 'secret.disabled'
      | 'secret.deleted'
      | 'secret.being-deleted'
      | 'integration.exists'
      | 'integration.in-use'
      | 'integration.not-writable'
      | 'pattern.invalid'
      | 'pattern.missing-variable'
      | 'action.mapped'
      | 'action.nothing-included'
      | 'action.coerce'
      | 'task.not-plan'
      | 'task.finished'
      | 'task.nothing-failed'
      | 'push.confirm-deletes'
      | 'value.type'
      | 'value.not-kept'
      | 'value.rule'
      | 'rule.violated'
      | 'type.built-in'
      | 'type.cycle'
      | 'environment.default'
      | 'environment.has-children'
      | 'environment.parent'
      | 'project.has-dependents'
      | 'project.cycle'
      | 'project.parameter-name'
      | 'parameter.not-exportable'
      | 'parameter.not-secret'
      | 'parameter.too-many-values'
      | 'tag.immutable'
      | 'webhook.address'
      | 'webhook.too-many'
      | 'storage.newer-version'
      | 'storage.unavailable'
      | 'cipher.unreadable'
      | 'cipher.key-unavailable'
      | 'internal';
    next: string;
    trace_id: string;
    errors?: { field: string; code: string; detail: string }[];
  };
  AzureKeyVaultConsentCreate: { return_url?: string; admin_consent?: boolean };
  AzureKeyVaultConsentBegun: {
    id: string;
    url: string;
    status: 'pending' | 'authorized' | 'completed' | 'refused';
    admin_consent: boolean;
    return_url: string | null;
    created_at: string;
    expires_at: string;
    tenant: string | null;
    error: { code: string; title: string; detail: string; next: string } | null;
    authorization_url: string;
  };
  AzureKeyVaultConsent: {
    id: string;
    url: string;
    status: 'pending' | 'authorized' | 'completed' | 'refused';
    admin_consent: boolean;
    return_url: string | null;
    created_at: string;
    expires_at: string;
    tenant: string | null;
    error: { code: string; title: string; detail: string; next: string } | null;
  };
  AzureKeyVaultConsentComplete: { code: string };
  AzureKeyVaultTenant: {
    id: string;
    url: string;
    tenant_id: string;
    name: string;
    linked_by: string;
    linked_by_id: string;
    signed_in_as: string | null;
    linked_at: string;
  };
  AzureKeyVaultConsentCompleted: { tenant: Schemas['AzureKeyVaultTenant'] };
  PaginatedAzureKeyVaultTenantList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AzureKeyVaultTenant'][];
  };
  StatusEnum: 'unknown' | 'pending' | 'checking' | 'connected' | 'errored' | 'missing';
  AzureKeyVaultIntegration: {
    url: string;
    id: string;
    name: string;
    description?: string;
    status: Schemas['StatusEnum'];
    status_detail: string;
    status_last_checked_at: string | null;
    created_at: string;
    modified_at: string | null;
    fqn: string;
    type: string;
    writable?: boolean;
    resource_tags?: Record<string, unknown>;
    vault_name: string;
    tenant_id: string;
    cause:
      | 'consent.missing'
      | 'consent.propagating'
      | 'tenant.not-found'
      | 'app.disabled'
      | 'credential.invalid'
      | 'vault.not-found'
      | 'vault.wrong-tenant'
      | 'vault.forbidden-by-rbac'
      | 'vault.forbidden-by-access-policy'
      | 'vault.forbidden-by-firewall'
      | 'vault.forbidden-by-connection'
      | 'vault.forbidden-by-governance-policy'
      | 'vault.rejected'
      | 'vault.throttled'
      | 'vault.unavailable'
      | 'network.unreachable'
      | null;
    permissions: {
      list: 'allowed' | 'denied' | 'unknown';
      get: 'allowed' | 'denied' | 'unknown';
      set: 'allowed' | 'denied' | 'unknown';
      delete: 'allowed' | 'denied' | 'unknown';
      recover: 'allowed' | 'denied' | 'unknown';
    };
    remedy: {
      steps: string[];
      portal_url: string;
      commands: { title: string; command: string }[];
      least_role: string;
      secret_permissions: ('list' | 'get' | 'set' | 'delete' | 'recover')[];
      access_model: 'rbac' | 'access-policy' | null;
      grants: {
        access_model: 'rbac' | 'access-policy';
        steps: string[];
        commands: { title: string; command: string }[];
      }[];
    } | null;
    removal: { steps: string[]; portal_url: string; commands: { title: string; command: string }[] };
  };
  PaginatedAzureKeyVaultIntegrationList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AzureKeyVaultIntegration'][];
  };
  AzureKeyVaultIntegrationCreate: {
    description?: string;
    writable?: boolean;
    resource_tags?: Record<string, string>;
    vault_name: string;
    tenant_id: string;
  };
  PatchedAzureKeyVaultIntegration: {
    description?: string;
    writable?: boolean;
    resource_tags?: Record<string, string>;
    vault_name?: string;
    tenant_id?: string;
  };
  ExpiringSecret: { name: string; fqn: string; expires_at: string; expired: boolean; told_at: string | null };
  PaginatedExpiringSecretList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['ExpiringSecret'][];
  };
  AzureKeyVaultIntegrationSummary: {
    count: number;
    by_status: {
      unknown?: number;
      pending?: number;
      checking?: number;
      connected?: number;
      errored?: number;
      missing?: number;
    };
    by_cause: {
      'consent.missing'?: number;
      'consent.propagating'?: number;
      'tenant.not-found'?: number;
      'app.disabled'?: number;
      'credential.invalid'?: number;
      'vault.not-found'?: number;
      'vault.wrong-tenant'?: number;
      'vault.forbidden-by-rbac'?: number;
      'vault.forbidden-by-access-policy'?: number;
      'vault.forbidden-by-firewall'?: number;
      'vault.forbidden-by-connection'?: number;
      'vault.forbidden-by-governance-policy'?: number;
      'vault.rejected'?: number;
      'vault.throttled'?: number;
      'vault.unavailable'?: number;
      'network.unreachable'?: number;
    };
    never_checked: number;
    oldest_check: { url: string; id: string; name: string; checked_at: string } | null;
    slowest_check: { url: string; id: string; name: string; milliseconds: number } | null;
  };
  AzureKeyVaultStatusChange: {
    from: 'unknown' | 'pending' | 'checking' | 'connected' | 'errored' | 'missing';
    to: 'unknown' | 'pending' | 'checking' | 'connected' | 'errored' | 'missing';
    cause:
      | 'consent.missing'
      | 'consent.propagating'
      | 'tenant.not-found'
      | 'app.disabled'
      | 'credential.invalid'
      | 'vault.not-found'
      | 'vault.wrong-tenant'
      | 'vault.forbidden-by-rbac'
      | 'vault.forbidden-by-access-policy'
      | 'vault.forbidden-by-firewall'
      | 'vault.forbidden-by-connection'
      | 'vault.forbidden-by-governance-policy'
      | 'vault.rejected'
      | 'vault.throttled'
      | 'vault.unavailable'
      | 'network.unreachable'
      | null;
    at: string;
    until: string | null;
    seconds: number;
  };
  PaginatedAzureKeyVaultStatusChangeList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AzureKeyVaultStatusChange'][];
    availability: {
      last_24_hours: { connected: number | null; changes: number };
      last_7_days: { connected: number | null; changes: number };
      last_30_days: { connected: number | null; changes: number };
    };
    flapping: boolean;
  };
  AzureKeyVaultIntegrationScan: { resource: string | null };
  DiscoveredContent: {
    venue_id: string;
    venue_name: string;
    environment_name: string;
    project_name: string;
    parameter_name: string;
  };
  DiscoveryResult: { matched: Record<string, Schemas['DiscoveredContent'][]>; skipped: Record<string, string> };
  ModeEnum: 'mapped' | 'pattern';
  StateEnum: 'queued' | 'running' | 'skipped' | 'success' | 'failure';
  AzureKeyVaultPullTask: {
    url: string;
    id: string;
    reason?: string | null;
    dry_run?: boolean;
    state?: Schemas['StateEnum'];
    error_code?: string | null;
    error_detail?: string | null;
    created_at: string;
    modified_at: string | null;
    counts: { create: number; update: number; delete: number; unchanged: number; skipped: number; failed: number };
    progress: { done: number; total: number; seconds_left: number | null } | null;
    requests: { sent: number; throttled: number };
    waiting: { code: string; detail: string; until: string } | null;
    confirmation: string | null;
    cancel_requested: boolean;
    retry_of: string | null;
    confirm_deletes: boolean;
    started_at: string | null;
    finished_at: string | null;
  };
  ValueCreate: {
    external?: boolean;
    external_fqn?: string;
    external_filter?: string;
    internal_value?: string | null;
    interpolated?: boolean;
    environment: string;
  };
  AzureKeyVaultPull: {
    url: string;
    id: string;
    name: string;
    description?: string;
    latest_task: Schemas['AzureKeyVaultPullTask'] | null;
    created_at: string;
    modified_at: string | null;
    create_environments?: boolean;
    create_projects?: boolean;
    dry_run?: boolean;
    mapped_values: Schemas['ValueCreate'][];
    mode: Schemas['ModeEnum'];
    resource: string | null;
  };
  PaginatedAzureKeyVaultPullList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AzureKeyVaultPull'][];
  };
  AzureKeyVaultPullRequest: {
    name: string;
    description?: string;
    create_environments?: boolean;
    create_projects?: boolean;
    dry_run?: boolean;
    resource: string | null;
  };
  PatchedAzureKeyVaultPull: {
    name?: string;
    description?: string;
    create_environments?: boolean;
    create_projects?: boolean;
    dry_run?: boolean;
    resource?: string | null;
  };
  AzureKeyVaultPullSyncActionRequest: { dry_run?: boolean };
  PaginatedAzureKeyVaultPullTaskList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AzureKeyVaultPullTask'][];
  };
  ApplyPlan: { confirm_deletes?: boolean };
  OperationEnum: 'create' | 'read' | 'update' | 'delete';
  AzureKeyVaultPullTaskStep: {
    url: string;
    id: string;
    operation?: Schemas['OperationEnum'] | null;
    success: boolean;
    success_detail?: string | null;
    fqn?: string | null;
    environment: string | null;
    environment_id?: string | null;
    environment_name?: string | null;
    project: string | null;
    project_id?: string | null;
    project_name?: string | null;
    parameter: string | null;
    parameter_id?: string | null;
    parameter_name?: string | null;
    venue_id?: string | null;
    venue_name?: string | null;
    summary?: string | null;
    error_code?: string | null;
    error_detail?: string | null;
    created_at: string;
    modified_at: string | null;
  };
  PaginatedAzureKeyVaultPullTaskStepList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AzureKeyVaultPullTaskStep'][];
  };
  StepValues: {
    venue_name: string;
    vault: { value: string | null; error_code: string | null; error_detail: string | null };
    configuration: { value: string | null; error_code: string | null; error_detail: string | null };
    same: boolean;
  };
  AzureKeyVaultPushTask: {
    url: string;
    id: string;
    reason?: string | null;
    dry_run?: boolean;
    state?: Schemas['StateEnum'];
    error_code?: string | null;
    error_detail?: string | null;
    created_at: string;
    modified_at: string | null;
    counts: { create: number; update: number; delete: number; unchanged: number; skipped: number; failed: number };
    progress: { done: number; total: number; seconds_left: number | null } | null;
    requests: { sent: number; throttled: number };
    waiting: { code: string; detail: string; until: string } | null;
    confirmation: string | null;
    cancel_requested: boolean;
    retry_of: string | null;
    confirm_deletes: boolean;
    started_at: string | null;
    finished_at: string | null;
  };
  AzureKeyVaultPush: {
    url: string;
    id: string;
    name: string;
    description?: string;
    latest_task: Schemas['AzureKeyVaultPushTask'] | null;
    created_at: string;
    modified_at: string | null;
    coerce_parameters?: boolean;
    include_parameters?: boolean;
    include_secrets?: boolean;
    include_templates?: boolean;
    dry_run?: boolean;
    force?: boolean;
    local?: boolean;
    projects: string[];
    tags: string[];
    resource: string | null;
  };
  PaginatedAzureKeyVaultPushList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AzureKeyVaultPush'][];
  };
  AzureKeyVaultPushRequest: {
    name: string;
    description?: string;
    coerce_parameters?: boolean;
    include_parameters?: boolean;
    include_secrets?: boolean;
    include_templates?: boolean;
    dry_run?: boolean;
    force?: boolean;
    local?: boolean;
    projects: string[];
    tags: string[];
    resource: string | null;
  };
  AzureKeyVaultPushUpdateRequest: {
    name: string;
    description?: string;
    coerce_parameters?: boolean;
    include_parameters?: boolean;
    include_secrets?: boolean;
    dry_run?: boolean;
    force?: boolean;
    local?: boolean;
    projects: string[];
    tags: string[];
    resource: string | null;
  };
  AzureKeyVaultPushUpdate: {
    name: string;
    description?: string;
    coerce_parameters?: boolean;
    include_parameters?: boolean;
    include_secrets?: boolean;
    dry_run?: boolean;
    force?: boolean;
    local?: boolean;
    projects: string[];
    tags: string[];
    resource: string | null;
  };
  PatchedAzureKeyVaultPushUpdate: {
    name?: string;
    description?: string;
    coerce_parameters?: boolean;
    include_parameters?: boolean;
    include_secrets?: boolean;
    dry_run?: boolean;
    force?: boolean;
    local?: boolean;
    projects?: string[];
    tags?: string[];
    resource?: string | null;
  };
  AzureKeyVaultPushSyncRequest: {
    name?: string;
    description?: string;
    coerce_parameters?: boolean;
    include_parameters?: boolean;
    include_secrets?: boolean;
    include_templates?: boolean;
    dry_run?: boolean;
    force?: boolean;
    local?: boolean;
    projects?: string[];
    tags?: string[];
    resource?: string | null;
    confirm_deletes?: boolean;
  };
  PushPreviewRequest: {
    name?: string;
    coerce_parameters?: boolean;
    include_parameters?: boolean;
    include_secrets?: boolean;
    local?: boolean;
    projects: string[];
    tags: string[];
    resource: string | null;
    push?: string;
  };
  PreviewedSecret: {
    venue_name: string;
    environment_name: string;
    project_name: string;
    parameter_name: string;
    tag_name: string | null;
    problem: { code: string; detail: string } | null;
  };
  PushPreview: {
    count: number;
    problem_count: number;
    problems: { code: string; detail: string }[];
    secrets: Schemas['PreviewedSecret'][];
  };
  PaginatedAzureKeyVaultPushTaskList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AzureKeyVaultPushTask'][];
  };
  AzureKeyVaultPushTaskStep: {
    url: string;
    id: string;
    operation?: Schemas['OperationEnum'] | null;
    success: boolean;
    success_detail?: string | null;
    fqn?: string | null;
    environment: string | null;
    environment_id?: string | null;
    environment_name?: string | null;
    project: string | null;
    project_id?: string | null;
    project_name?: string | null;
    parameter: string | null;
    parameter_id?: string | null;
    parameter_name?: string | null;
    venue_id?: string | null;
    venue_name?: string | null;
    summary?: string | null;
    error_code?: string | null;
    error_detail?: string | null;
    created_at: string;
    modified_at: string | null;
  };
  PaginatedAzureKeyVaultPushTaskStepList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AzureKeyVaultPushTaskStep'][];
  };
  TaskStep: {
    url: string;
    id: string;
    operation?: Schemas['OperationEnum'] | null;
    success: boolean;
    success_detail?: string | null;
    fqn?: string | null;
    environment: string | null;
    environment_id?: string | null;
    environment_name?: string | null;
    project: string | null;
    project_id?: string | null;
    project_name?: string | null;
    parameter: string | null;
    parameter_id?: string | null;
    parameter_name?: string | null;
    venue_id?: string | null;
    venue_name?: string | null;
    summary?: string | null;
    error_code?: string | null;
    error_detail?: string | null;
    created_at: string;
    modified_at: string | null;
  };
  PaginatedTaskStepList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['TaskStep'][];
  };
  RoleEnum: 'OWNER' | 'ADMIN' | 'CONTRIB' | 'VIEWER' | 'NO_SECRETS';
  Environment: {
    url: string;
    id: string;
    ledger_id: string;
    name: string;
    description?: string;
    parent: string | null;
    children: string[];
    access_controlled?: boolean;
    role: Schemas['RoleEnum'] | null;
    created_at: string;
    modified_at: string | null;
  };
  PaginatedEnvironmentList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['Environment'][];
  };
  EnvironmentCreate: { name: string; description?: string; parent?: string | null; copy_rbac?: boolean };
  EnvironmentUpdateRequest: { name: string; description?: string; parent?: string | null; access_controlled?: boolean };
  EnvironmentUpdate: {
    id: string;
    name: string;
    description?: string;
    parent?: string | null;
    children: string[];
    access_controlled?: boolean;
    role: Schemas['RoleEnum'] | null;
    created_at: string;
    modified_at: string | null;
  };
  PatchedEnvironmentUpdate: {
    name?: string;
    description?: string;
    parent?: string | null;
    access_controlled?: boolean;
  };
  TagReadUsage: { last_read: string | null; last_read_by?: string; total_reads: number };
  Tag: {
    url: string;
    id: string;
    name: string;
    description?: string;
    timestamp: string;
    immutable?: boolean;
    pushes: Record<string, unknown>[];
    push_urls: string[];
    usage: Schemas['TagReadUsage'];
  };
  PaginatedTagList: { count?: number; next?: string | null; previous?: string | null; results?: Schemas['Tag'][] };
  TagCreate: { name: string; description?: string; timestamp?: string | null; immutable?: boolean };
  TagUpdateRequest: { name: string; description?: string; timestamp?: string | null; immutable?: boolean };
  TagUpdate: { id: string; name: string; description?: string; immutable?: boolean; timestamp?: string | null };
  PatchedTagUpdate: { name?: string; description?: string; timestamp?: string | null; immutable?: boolean };
  EnvironmentCopy: {
    name: string;
    description?: string;
    child_environment_names?: Record<string, string> | null;
    recursive?: boolean;
  };
  Project: {
    url: string;
    id: string;
    ledger_id: string;
    name: string;
    parameter_name_pattern?: string;
    description?: string;
    dependents: string[];
    depends_on: string | null;
    access_controlled?: boolean;
    role: Schemas['RoleEnum'] | null;
    pushes: string[];
    push_urls: string[];
    created_at: string;
    modified_at: string | null;
  };
  PaginatedProjectList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['Project'][];
  };
  ProjectCreate: {
    name: string;
    description?: string;
    parameter_name_pattern?: string;
    depends_on?: string | null;
    copy_rbac?: boolean;
  };
  ProjectUpdateRequest: {
    name: string;
    description?: string;
    parameter_name_pattern?: string;
    depends_on?: string | null;
    access_controlled?: boolean;
  };
  ProjectUpdate: {
    id: string;
    name: string;
    parameter_name_pattern?: string;
    description?: string;
    depends_on?: string | null;
    access_controlled?: boolean;
    role: Schemas['RoleEnum'] | null;
    created_at: string;
    modified_at: string | null;
  };
  PatchedProjectUpdate: {
    name?: string;
    description?: string;
    parameter_name_pattern?: string;
    depends_on?: string | null;
    access_controlled?: boolean;
  };
  ParameterRuleTypeEnum: 'min' | 'max' | 'min_len' | 'max_len' | 'regex' | 'one_of';
  ParameterRule: {
    url: string;
    id: string;
    ledger_id: string;
    parameter: string;
    type: Schemas['ParameterRuleTypeEnum'];
    constraint?: string;
    constraints?: Record<string, unknown>;
    created_at: string;
    modified_at: string | null;
  };
  Value: {
    url: string;
    id: string;
    ledger_id: string;
    active_environment: string;
    active_environment_id: string;
    active_environment_name: string;
    environment: string;
    environment_id: string;
    environment_name: string;
    parameter: string;
    parameter_id: string;
    external?: boolean;
    external_fqn?: string;
    external_filter?: string | null;
    external_error: string | null;
    external_status: Schemas['TaskStep'] | null;
    internal_value?: string | null;
    interpolated?: boolean;
    value: string | null;
    evaluated: boolean;
    secret: boolean | null;
    referenced_projects: string[];
    referenced_parameters: string[];
    referenced_templates: string[];
    created_at: string;
    modified_at: string | null;
    expires_at: string | null;
  };
  Parameter: {
    url: string;
    id: string;
    ledger_id: string;
    name: string;
    description?: string;
    secret: boolean;
    type?: string;
    rules: Schemas['ParameterRule'][];
    project: string;
    project_name: string;
    referencing_templates: string[];
    referencing_values: string[];
    values_flat: Schemas['Value'][];
    values: Record<string, Schemas['Value'] | null>;
    overrides: string | null;
    created_at: string;
    modified_at: string | null;
    expires?: string | null;
    expiration_action?: Record<string, unknown> | null;
    expired_status: Record<string, unknown> | null;
  };
  PaginatedParameterList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['Parameter'][];
  };
  ParameterCreate: {
    name: string;
    description?: string;
    secret?: boolean;
    type?: string;
    expires?: string | null;
    expiration_action?: Record<string, unknown> | null;
  };
  ParameterUpdate: {
    name: string;
    description?: string;
    secret?: boolean;
    type?: string;
    expires?: string | null;
    expiration_action?: Record<string, unknown> | null;
  };
  PatchedParameterUpdate: {
    name?: string;
    description?: string;
    secret?: boolean;
    type?: string;
    expires?: string | null;
    expiration_action?: Record<string, unknown> | null;
  };
  ParameterExport: { body: string; has_secret: boolean };
  TemplateLookupErrorEntry: { parameter_id: string; parameter_name: string; error_code: string; error_detail: string };
  TemplateLookupError: { detail: Schemas['TemplateLookupErrorEntry'][] };
  PaginatedValueList: { count?: number; next?: string | null; previous?: string | null; results?: Schemas['Value'][] };
  PatchedValueUpdate: {
    external?: boolean;
    external_fqn?: string;
    external_filter?: string;
    internal_value?: string | null;
    interpolated?: boolean;
  };
  ValueUpdate: {
    id: string;
    external?: boolean;
    external_fqn?: string;
    internal_value?: string | null;
    interpolated?: boolean;
    secret: boolean | null;
    value: string | null;
    created_at: string;
    modified_at: string | null;
    external_filter?: string;
  };
  PastValue: { since: string; state: 'set' | 'null' | 'removed' };
  PaginatedPastValueList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['PastValue'][];
  };
  ParameterTypeRule: {
    url: string;
    id: string;
    ledger_id: string;
    parameter_type: string;
    type: Schemas['ParameterRuleTypeEnum'];
    constraint?: string;
    constraints?: Record<string, unknown>;
    created_at: string;
    modified_at: string | null;
  };
  ParameterType: {
    url: string;
    id: string;
    ledger_id: string;
    name: string;
    description?: string;
    rules: Schemas['ParameterTypeRule'][];
    parent: string | null;
    parent_name: string | null;
    created_at: string;
    modified_at: string | null;
  };
  PaginatedParameterTypeList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['ParameterType'][];
  };
  ParameterTypeCreate: { name: string; description?: string; parent: string };
  ParameterTypeUpdateRequest: { name: string; description?: string; parent: string };
  ParameterTypeUpdate: {
    id: string;
    name: string;
    description?: string;
    rules: Schemas['ParameterTypeRule'][];
    parent: string;
    created_at: string;
    modified_at: string | null;
  };
  PatchedParameterTypeUpdate: { name?: string; description?: string; parent?: string };
  PaginatedParameterRuleList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['ParameterRule'][];
  };
  ParameterRuleCreate: {
    type: Schemas['ParameterRuleTypeEnum'];
    constraint?: string;
    constraints?: Record<string, unknown>;
  };
  ParameterRuleUpdateRequest: {
    type: Schemas['ParameterRuleTypeEnum'];
    constraint?: string;
    constraints?: Record<string, unknown>;
  };
  ParameterRuleUpdate: {
    id: string;
    parameter: string;
    type: Schemas['ParameterRuleTypeEnum'];
    constraint?: string;
    constraints?: Record<string, unknown>;
    created_at: string;
    modified_at: string | null;
  };
  PatchedParameterRuleUpdate: {
    type?: Schemas['ParameterRuleTypeEnum'];
    constraint?: string;
    constraints?: Record<string, unknown>;
  };
  PaginatedParameterTypeRuleList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['ParameterTypeRule'][];
  };
  ParameterTypeRuleCreate: {
    type: Schemas['ParameterRuleTypeEnum'];
    constraint?: string;
    constraints?: Record<string, unknown>;
  };
  ParameterTypeRuleUpdateRequest: {
    type: Schemas['ParameterRuleTypeEnum'];
    constraint?: string;
    constraints?: Record<string, unknown>;
  };
  ParameterTypeRuleUpdate: {
    id: string;
    parameter_type: string;
    type: Schemas['ParameterRuleTypeEnum'];
    constraint?: string;
    constraints?: Record<string, unknown>;
    created_at: string;
    modified_at: string | null;
  };
  PatchedParameterTypeRuleUpdate: {
    type?: Schemas['ParameterRuleTypeEnum'];
    constraint?: string;
    constraints?: Record<string, unknown>;
  };
  User: {
    url: string;
    id: string;
    type?: string;
    name: string | null;
    organization_name: string | null;
    membership_id: string | null;
    chatgpt_threads: Record<string, unknown>;
    role: string | null;
    email: string | null;
    picture_url: string | null;
    created_at: string;
    modified_at: string | null;
  };
  PaginatedUserList: { count?: number; next?: string | null; previous?: string | null; results?: Schemas['User'][] };
  ServiceAccountAPIKey: {
    name?: string;
    prefix: string;
    revoked?: boolean;
    has_expired: boolean;
    created: string;
    expiry_date?: string | null;
  };
  ServiceAccount: {
    url: string;
    id: string;
    owner?: string | null;
    user: Schemas['User'];
    description?: string;
    keys: Schemas['ServiceAccountAPIKey'][];
    created_at: string;
    modified_at: string | null;
    last_used_at: string | null;
  };
  PaginatedServiceAccountList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['ServiceAccount'][];
  };
  ServiceAccountCreateRequest: { name: string; description?: string; role?: string; owner?: string };
  ServiceAccountCreateResponse: {
    url: string;
    id: string;
    owner?: string | null;
    user: Schemas['User'];
    description?: string;
    keys: Schemas['ServiceAccountAPIKey'][];
    created_at: string;
    modified_at: string | null;
    last_used_at: string | null;
    apikey: string;
  };
  ServiceAccountUpdate: { description?: string; owner?: string };
  ServiceAccountUpdateRequest: { description?: string; role: string; owner?: string };
  PatchedServiceAccount: { owner?: string | null; description?: string };
  ServiceAccountRekeyRequest: { expire_at?: string | null };
  ServiceAccountRekeyResponse: { expire_at?: string | null; apikey: string };
  ServiceAccountKeyCreateRequest: { expire_at?: string | null };
  ServiceAccountKeyCreateResponse: {
    prefix: string;
    revoked?: boolean;
    has_expired: boolean;
    created: string;
    expiry_date?: string | null;
    apikey: string;
  };
  EventTypesEnum:
    | 'parameter_created'
    | 'parameter_updated'
    | 'parameter_deleted'
    | 'template_created'
    | 'template_updated'
    | 'template_deleted'
    | 'project_created'
    | 'project_updated'
    | 'project_deleted'
    | 'environment_created'
    | 'environment_updated'
    | 'environment_deleted'
    | 'value_created'
    | 'value_updated'
    | 'value_deleted'
    | 'integration_status_changed'
    | 'task_finished'
    | 'task_failed'
    | 'secrets_expiring';
  WebHooksTypeEnum: 'slack' | 'generic';
  WebHooks: {
    id: string;
    organization: string;
    name: string;
    event_types: Schemas['EventTypesEnum'][];
    type: Schemas['WebHooksTypeEnum'];
    configuration?: Record<string, unknown>;
    last_run: string | null;
    last_error?: Record<string, unknown> | null;
    url: string;
    enabled: boolean;
    failing_since: string | null;
    created_at: string;
    modified_at: string;
  };
  PaginatedWebHooksList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['WebHooks'][];
  };
  WebHooksRequest: {
    name: string;
    organization?: string;
    event_types: Schemas['EventTypesEnum'][];
    type: Schemas['WebHooksTypeEnum'];
    enabled?: boolean;
    last_error?: Record<string, unknown> | null;
    configuration?: { url?: string; secret?: string | null };
  };
  PatchedWebHooks: {
    name?: string;
    organization?: string;
    event_types?: Schemas['EventTypesEnum'][];
    type?: Schemas['WebHooksTypeEnum'];
    enabled?: boolean;
    last_error?: Record<string, unknown> | null;
    configuration?: { url?: string; secret?: string | null };
  };
  WebHookPing: {
    event_id: string;
    sent_at: string;
    delivered: boolean;
    status: number | null;
    milliseconds: number;
    error: { code: string; detail: string; next: string } | null;
  };
  ObjectTypeEnum:
    | 'AwsIntegration'
    | 'Environment'
    | 'GitHubIntegration'
    | 'Grant'
    | 'Invitation'
    | 'Membership'
    | 'Organization'
    | 'Parameter'
    | 'ParameterRule'
    | 'ParameterType'
    | 'ParameterTypeRule'
    | 'Project'
    | 'Pull'
    | 'Push'
    | 'ServiceAccount'
    | 'Tag'
    | 'Task'
    | 'Template'
    | 'Value'
    | 'AzureKeyVaultIntegration'
    | 'AzureKeyVaultTenant'
    | 'WebHook';
  AuditTrail: {
    url: string;
    id: string;
    action: string;
    object_id: string;
    object_name: string;
    object_type: Schemas['ObjectTypeEnum'];
    timestamp: string;
    user: Schemas['User'];
    outcome: 'done' | 'unknown';
    project_id: string | null;
    parameter_id: string | null;
    environment_id: string | null;
  };
  PaginatedAuditTrailList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AuditTrail'][];
  };
  AuditTrailSummary: { earliest: string | null; max_days: number; max_records: number; total: number };
  Group: {
    url: string;
    id: string;
    name: string;
    description?: string;
    users: string[];
    created_at: string;
    modified_at: string | null;
  };
  PaginatedGroupList: { count?: number; next?: string | null; previous?: string | null; results?: Schemas['Group'][] };
  AwsRegionEnum:
    | 'af-south-1'
    | 'ap-east-1'
    | 'ap-northeast-1'
    | 'ap-northeast-2'
    | 'ap-northeast-3'
    | 'ap-south-1'
    | 'ap-southeast-1'
    | 'ap-southeast-2'
    | 'ca-central-1'
    | 'cn-north-1'
    | 'cn-northwest-1'
    | 'eu-central-1'
    | 'eu-north-1'
    | 'eu-south-1'
    | 'eu-west-1'
    | 'eu-west-2'
    | 'eu-west-3'
    | 'me-south-1'
    | 'sa-east-1'
    | 'us-east-1'
    | 'us-east-2'
    | 'us-west-1'
    | 'us-west-2';
  AwsServiceEnum: 's3' | 'secretsmanager' | 'ssm';
  AwsIntegration: {
    url: string;
    id: string;
    name: string;
    description?: string;
    status: Schemas['StatusEnum'];
    status_detail: string;
    status_last_checked_at: string | null;
    created_at: string;
    modified_at: string | null;
    fqn: string;
    type: string;
    writable?: boolean;
    aws_account_id: string;
    aws_enabled_regions: Schemas['AwsRegionEnum'][];
    aws_enabled_services: Schemas['AwsServiceEnum'][];
    aws_external_id: string;
    aws_kms_key_id?: string | null;
    aws_role_name: string;
    resource_tags?: Record<string, unknown>;
  };
  PaginatedAwsIntegrationList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['AwsIntegration'][];
  };
  GitHubIntegration: {
    url: string;
    id: string;
    name: string;
    description?: string;
    status: Schemas['StatusEnum'];
    status_detail: string;
    status_last_checked_at: string | null;
    created_at: string;
    modified_at: string | null;
    fqn: string;
    type: string;
    writable?: boolean;
    gh_installation_id: number;
    gh_organization_slug: string;
  };
  PaginatedGitHubIntegrationList: {
    count?: number;
    next?: string | null;
    previous?: string | null;
    results?: Schemas['GitHubIntegration'][];
  };
}

export interface paths {
  '/api/health': {
    /** Whether the process answers */
    get: {
      parameters: Record<never, never>;
      responses: {
        200: { content: { 'application/json': { status: 'alive' } } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/ready': {
    /** Whether storage and keys can be used; keys are `stale` while they are used from memory only */
    get: {
      parameters: Record<never, never>;
      responses: {
        200: { content: { 'application/json': { status: 'ready'; checks: Record<string, 'ok' | 'stale'> } } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/openapi.json': {
    /** This document */
    get: {
      parameters: Record<never, never>;
      responses: {
        200: { content: { 'application/json': Record<string, unknown> } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/docs': {
    /** The addresses and the error codes, for a person to read */
    get: {
      parameters: Record<never, never>;
      responses: { 200: { content?: never }; default: { content: { 'application/problem+json': Schemas['Problem'] } } };
    };
  };
  '/api/v1/integrations/azure/key_vault/consents/': {
    /** Begin to connect a tenant: make a consent, and the address where an administrator signs in */
    post: {
      parameters: Record<never, never>;
      requestBody?: {
        content: {
          'application/json': Schemas['AzureKeyVaultConsentCreate'];
          'application/x-www-form-urlencoded': Schemas['AzureKeyVaultConsentCreate'];
          'multipart/form-data': Schemas['AzureKeyVaultConsentCreate'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['AzureKeyVaultConsentBegun'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/consents/{id}/': {
    /** How far a consent has come */
    get: {
      parameters: { path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultConsent'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/consents/{id}/complete/': {
    /** Link the tenant that was signed in to; only for who began the consent */
    post: {
      parameters: { path: { id: string } };
      requestBody: {
        content: {
          'application/json': Schemas['AzureKeyVaultConsentComplete'];
          'application/x-www-form-urlencoded': Schemas['AzureKeyVaultConsentComplete'];
          'multipart/form-data': Schemas['AzureKeyVaultConsentComplete'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultConsentCompleted'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/callback': {
    /** Where Entra sends the browser; answers with a page, or sends the browser on */
    get: {
      parameters: {
        query?: {
          state?: string;
          code?: string;
          error?: string;
          error_description?: string;
          tenant?: string;
          admin_consent?: string;
        };
      };
      responses: {
        200: { content?: never };
        303: { content?: never };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/tenants/': {
    /** The tenants that this organization may use, and who linked them */
    get: {
      parameters: {
        query?: { page?: number; page_size?: number; ordering?: 'name' | '-name' | 'linked_at' | '-linked_at' };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAzureKeyVaultTenantList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/tenants/{id}/': {
    /** One linked tenant */
    get: {
      parameters: { path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultTenant'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Take a tenant away from this organization */
    delete: {
      parameters: { path: { id: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/': {
    /** The vaults that are connected */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?:
            | 'id'
            | 'name'
            | 'vault_name'
            | 'tenant_id'
            | 'status'
            | 'created_at'
            | 'modified_at'
            | 'status_last_checked_at'
            | '-id'
            | '-name'
            | '-vault_name'
            | '-tenant_id'
            | '-status'
            | '-created_at'
            | '-modified_at'
            | '-status_last_checked_at';
          tenant_id?: string;
          vault_name?: string;
          vault_name__icontains?: string;
          status?: 'unknown' | 'pending' | 'checking' | 'connected' | 'errored' | 'missing';
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAzureKeyVaultIntegrationList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Connect a vault of a linked tenant and test the access to it */
    post: {
      parameters: Record<never, never>;
      requestBody: {
        content: {
          'application/json': Schemas['AzureKeyVaultIntegrationCreate'];
          'application/x-www-form-urlencoded': Schemas['AzureKeyVaultIntegrationCreate'];
          'multipart/form-data': Schemas['AzureKeyVaultIntegrationCreate'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['AzureKeyVaultIntegration'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{id}/': {
    /** One connected vault; refresh_status=true tests the access first */
    get: {
      parameters: { query?: { refresh_status?: boolean }; path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultIntegration'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a connected vault */
    put: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedAzureKeyVaultIntegration'];
          'application/x-www-form-urlencoded': Schemas['PatchedAzureKeyVaultIntegration'];
          'multipart/form-data': Schemas['PatchedAzureKeyVaultIntegration'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultIntegration'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a connected vault */
    patch: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedAzureKeyVaultIntegration'];
          'application/x-www-form-urlencoded': Schemas['PatchedAzureKeyVaultIntegration'];
          'multipart/form-data': Schemas['PatchedAzureKeyVaultIntegration'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultIntegration'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Disconnect a vault; nothing is changed in Azure */
    delete: {
      parameters: {
        query?: { in_use?: 'fail' | 'leave' | 'remove' };
        path: { id: string };
        header?: { 'If-Match'?: string };
      };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{id}/expiring/': {
    /** Imported secrets that are about to expire, or have expired, the soonest first */
    get: {
      parameters: { query?: { page?: number; page_size?: number }; path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedExpiringSecretList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/summary/': {
    /** How many vaults are connected and why others are not, the oldest and the slowest test */
    get: {
      parameters: Record<never, never>;
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultIntegrationSummary'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{id}/status_history/': {
    /** How the status of a connected vault changed, the newest first, and how available it was */
    get: {
      parameters: { query?: { page?: number; page_size?: number; ordering?: string }; path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAzureKeyVaultStatusChangeList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{id}/scan/': {
    /** What an import with this pattern would be about; reads names only */
    post: {
      parameters: { path: { id: string } };
      requestBody: {
        content: {
          'application/json': Schemas['AzureKeyVaultIntegrationScan'];
          'application/x-www-form-urlencoded': Schemas['AzureKeyVaultIntegrationScan'];
          'multipart/form-data': Schemas['AzureKeyVaultIntegrationScan'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['DiscoveryResult'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/': {
    /** What is imported from a vault */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          name?: string;
          name__icontains?: string;
          description__icontains?: string;
          mode?: Schemas['ModeEnum'];
        };
        path: { akvintegration_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAzureKeyVaultPullList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Add an import, and run it */
    post: {
      parameters: { path: { akvintegration_pk: string } };
      requestBody: {
        content: {
          'application/json': Schemas['AzureKeyVaultPullRequest'];
          'application/x-www-form-urlencoded': Schemas['AzureKeyVaultPullRequest'];
          'multipart/form-data': Schemas['AzureKeyVaultPullRequest'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['AzureKeyVaultPull'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/{id}/': {
    /** One import */
    get: {
      parameters: { path: { akvintegration_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultPull'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change an import */
    put: {
      parameters: { path: { akvintegration_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody: {
        content: {
          'application/json': Schemas['AzureKeyVaultPullRequest'];
          'application/x-www-form-urlencoded': Schemas['AzureKeyVaultPullRequest'];
          'multipart/form-data': Schemas['AzureKeyVaultPullRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultPull'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of an import */
    patch: {
      parameters: { path: { akvintegration_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedAzureKeyVaultPull'];
          'application/x-www-form-urlencoded': Schemas['PatchedAzureKeyVaultPull'];
          'multipart/form-data': Schemas['PatchedAzureKeyVaultPull'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultPull'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete an import with its runs; what it imported stays */
    delete: {
      parameters: { path: { akvintegration_pk: string; id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/{id}/sync/': {
    /** Run an import */
    post: {
      parameters: { path: { akvintegration_pk: string; id: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['AzureKeyVaultPullSyncActionRequest'];
          'application/x-www-form-urlencoded': Schemas['AzureKeyVaultPullSyncActionRequest'];
          'multipart/form-data': Schemas['AzureKeyVaultPullSyncActionRequest'];
        };
      };
      responses: {
        202: { content: { 'application/json': { task: Schemas['AzureKeyVaultPullTask'] } } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/{akvpull_pk}/tasks/': {
    /** The runs of a pull, the newest first */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          modified_at?: string;
          modified_at__gte?: string;
          modified_at__lte?: string;
          state?: 'queued' | 'running' | 'skipped' | 'success' | 'failure';
        };
        path: { akvintegration_pk: string; akvpull_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAzureKeyVaultPullTaskList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/{akvpull_pk}/tasks/{id}/': {
    /** One run of a pull */
    get: {
      parameters: { path: { akvintegration_pk: string; akvpull_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultPullTask'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/{akvpull_pk}/tasks/{id}/apply/': {
    /** Carry out the plan of a dry run; what has changed since is refused step by step */
    post: {
      parameters: { path: { akvintegration_pk: string; akvpull_pk: string; id: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['ApplyPlan'];
          'application/x-www-form-urlencoded': Schemas['ApplyPlan'];
          'multipart/form-data': Schemas['ApplyPlan'];
        };
      };
      responses: {
        202: { content: { 'application/json': Schemas['AzureKeyVaultPullTask'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/{akvpull_pk}/tasks/{id}/cancel/': {
    /** End a run; what it has done stays */
    post: {
      parameters: { path: { akvintegration_pk: string; akvpull_pk: string; id: string } };
      responses: {
        202: { content: { 'application/json': Schemas['AzureKeyVaultPullTask'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/{akvpull_pk}/tasks/{id}/retry/': {
    /** Run what failed in a run again, and nothing else */
    post: {
      parameters: { path: { akvintegration_pk: string; akvpull_pk: string; id: string } };
      responses: {
        202: { content: { 'application/json': Schemas['AzureKeyVaultPullTask'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/{akvpull_pk}/tasks/{akvpulltask_pk}/steps/': {
    /** What a run did, or would do, step by step */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          modified_at?: string;
          modified_at__gte?: string;
          modified_at__lte?: string;
          counted_as?: 'create' | 'update' | 'delete' | 'unchanged' | 'skipped' | 'failed';
          fqn?: string;
          operation?: 'create' | 'read' | 'update' | 'delete' | null;
          success?: boolean;
          venue_id?: string;
          venue_id__icontains?: string;
          venue_name?: string;
          venue_name__icontains?: string;
        };
        path: { akvintegration_pk: string; akvpull_pk: string; akvpulltask_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAzureKeyVaultPullTaskStepList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/{akvpull_pk}/tasks/{akvpulltask_pk}/steps/{id}/': {
    /** One step of a run */
    get: {
      parameters: { path: { akvintegration_pk: string; akvpull_pk: string; akvpulltask_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultPullTaskStep'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/{akvpull_pk}/tasks/{akvpulltask_pk}/steps/{id}/compare/': {
    /** What the vault and the configuration have at present for a step's secret; recorded in the audit */
    post: {
      parameters: { path: { akvintegration_pk: string; akvpull_pk: string; akvpulltask_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['StepValues'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/': {
    /** What is pushed to a vault */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          name?: string;
          name__icontains?: string;
          description__icontains?: string;
          environment?: string;
          project?: string;
          tag?: string;
        };
        path: { akvintegration_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAzureKeyVaultPushList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Add a push, and run it */
    post: {
      parameters: { path: { akvintegration_pk: string } };
      requestBody: {
        content: {
          'application/json': Schemas['AzureKeyVaultPushRequest'];
          'application/x-www-form-urlencoded': Schemas['AzureKeyVaultPushRequest'];
          'multipart/form-data': Schemas['AzureKeyVaultPushRequest'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['AzureKeyVaultPush'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/{id}/': {
    /** One push */
    get: {
      parameters: { path: { akvintegration_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultPush'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a push, and run it */
    put: {
      parameters: { path: { akvintegration_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody: {
        content: {
          'application/json': Schemas['AzureKeyVaultPushUpdateRequest'];
          'application/x-www-form-urlencoded': Schemas['AzureKeyVaultPushUpdateRequest'];
          'multipart/form-data': Schemas['AzureKeyVaultPushUpdateRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultPushUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of a push, and run it */
    patch: {
      parameters: { path: { akvintegration_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedAzureKeyVaultPushUpdate'];
          'application/x-www-form-urlencoded': Schemas['PatchedAzureKeyVaultPushUpdate'];
          'multipart/form-data': Schemas['PatchedAzureKeyVaultPushUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultPushUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete a push with its runs; the secrets that it wrote stay */
    delete: {
      parameters: { path: { akvintegration_pk: string; id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/{id}/sync/': {
    /** Run a push */
    post: {
      parameters: { path: { akvintegration_pk: string; id: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['AzureKeyVaultPushSyncRequest'];
          'application/x-www-form-urlencoded': Schemas['AzureKeyVaultPushSyncRequest'];
          'multipart/form-data': Schemas['AzureKeyVaultPushSyncRequest'];
        };
      };
      responses: {
        202: { content: { 'application/json': { task: Schemas['AzureKeyVaultPushTask'] } } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/preview/': {
    /** Which secrets a push with these fields would be about; neither values nor the vault are read */
    post: {
      parameters: { path: { akvintegration_pk: string } };
      requestBody: {
        content: {
          'application/json': Schemas['PushPreviewRequest'];
          'application/x-www-form-urlencoded': Schemas['PushPreviewRequest'];
          'multipart/form-data': Schemas['PushPreviewRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PushPreview'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/{akvpush_pk}/tasks/': {
    /** The runs of a push, the newest first */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          modified_at?: string;
          modified_at__gte?: string;
          modified_at__lte?: string;
          state?: 'queued' | 'running' | 'skipped' | 'success' | 'failure';
        };
        path: { akvintegration_pk: string; akvpush_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAzureKeyVaultPushTaskList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/{akvpush_pk}/tasks/{id}/': {
    /** One run of a push */
    get: {
      parameters: { path: { akvintegration_pk: string; akvpush_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultPushTask'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/{akvpush_pk}/tasks/{id}/apply/': {
    /** Carry out the plan of a dry run; what has changed since is refused step by step */
    post: {
      parameters: { path: { akvintegration_pk: string; akvpush_pk: string; id: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['ApplyPlan'];
          'application/x-www-form-urlencoded': Schemas['ApplyPlan'];
          'multipart/form-data': Schemas['ApplyPlan'];
        };
      };
      responses: {
        202: { content: { 'application/json': Schemas['AzureKeyVaultPushTask'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/{akvpush_pk}/tasks/{id}/cancel/': {
    /** End a run; what it has done stays */
    post: {
      parameters: { path: { akvintegration_pk: string; akvpush_pk: string; id: string } };
      responses: {
        202: { content: { 'application/json': Schemas['AzureKeyVaultPushTask'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/{akvpush_pk}/tasks/{id}/retry/': {
    /** Run what failed in a run again, and nothing else */
    post: {
      parameters: { path: { akvintegration_pk: string; akvpush_pk: string; id: string } };
      responses: {
        202: { content: { 'application/json': Schemas['AzureKeyVaultPushTask'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/{akvpush_pk}/tasks/{akvpushtask_pk}/steps/': {
    /** What a run did, or would do, step by step */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          modified_at?: string;
          modified_at__gte?: string;
          modified_at__lte?: string;
          counted_as?: 'create' | 'update' | 'delete' | 'unchanged' | 'skipped' | 'failed';
          fqn?: string;
          operation?: 'create' | 'read' | 'update' | 'delete' | null;
          success?: boolean;
          venue_id?: string;
          venue_id__icontains?: string;
          venue_name?: string;
          venue_name__icontains?: string;
        };
        path: { akvintegration_pk: string; akvpush_pk: string; akvpushtask_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAzureKeyVaultPushTaskStepList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/{akvpush_pk}/tasks/{akvpushtask_pk}/steps/{id}/': {
    /** One step of a run */
    get: {
      parameters: { path: { akvintegration_pk: string; akvpush_pk: string; akvpushtask_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['AzureKeyVaultPushTaskStep'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/{akvpush_pk}/tasks/{akvpushtask_pk}/steps/{id}/compare/': {
    /** What the vault and the configuration have at present for a step's secret; recorded in the audit */
    post: {
      parameters: { path: { akvintegration_pk: string; akvpush_pk: string; akvpushtask_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['StepValues'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/environments/{environment_pk}/pushes/': {
    /** What was pushed of an environment, the newest first */
    get: {
      parameters: {
        query?: { page?: number; page_size?: number; ordering?: string; tag?: string };
        path: { environment_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedTaskStepList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/pushes/': {
    /** What was pushed of a parameter, the newest first */
    get: {
      parameters: {
        query?: { page?: number; page_size?: number; ordering?: string; tag?: string; as_of?: string };
        path: { project_pk: string; parameter_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedTaskStepList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/environments/': {
    /** The environments of the organization */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          name?: string;
          name__icontains?: string;
          description__icontains?: string;
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedEnvironmentList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Add an environment */
    post: {
      parameters: Record<never, never>;
      requestBody: {
        content: {
          'application/json': Schemas['EnvironmentCreate'];
          'application/x-www-form-urlencoded': Schemas['EnvironmentCreate'];
          'multipart/form-data': Schemas['EnvironmentCreate'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['Environment'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/environments/{id}/': {
    /** One environment */
    get: {
      parameters: { path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['Environment'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change an environment */
    put: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody: {
        content: {
          'application/json': Schemas['EnvironmentUpdateRequest'];
          'application/x-www-form-urlencoded': Schemas['EnvironmentUpdateRequest'];
          'multipart/form-data': Schemas['EnvironmentUpdateRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['EnvironmentUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of an environment */
    patch: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedEnvironmentUpdate'];
          'application/x-www-form-urlencoded': Schemas['PatchedEnvironmentUpdate'];
          'multipart/form-data': Schemas['PatchedEnvironmentUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['EnvironmentUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete an environment and the values in it; pushes that covered it are run */
    delete: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/environments/{environment_pk}/tags/': {
    /** The named points in time of an environment */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          name?: string;
          name__icontains?: string;
          description__icontains?: string;
          timestamp?: string;
          timestamp__gte?: string;
          timestamp__lte?: string;
        };
        path: { environment_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedTagList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Give a point in time a name */
    post: {
      parameters: { path: { environment_pk: string } };
      requestBody: {
        content: {
          'application/json': Schemas['TagCreate'];
          'application/x-www-form-urlencoded': Schemas['TagCreate'];
          'multipart/form-data': Schemas['TagCreate'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['Tag'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/environments/{environment_pk}/tags/{id}/': {
    /** One tag */
    get: {
      parameters: { path: { environment_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['Tag'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change or move a tag; pushes that use one that moves are run */
    put: {
      parameters: { path: { environment_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody: {
        content: {
          'application/json': Schemas['TagUpdateRequest'];
          'application/x-www-form-urlencoded': Schemas['TagUpdateRequest'];
          'multipart/form-data': Schemas['TagUpdateRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['TagUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of a tag */
    patch: {
      parameters: { path: { environment_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedTagUpdate'];
          'application/x-www-form-urlencoded': Schemas['PatchedTagUpdate'];
          'multipart/form-data': Schemas['PatchedTagUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['TagUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete a tag; what it stood for stays in the history */
    delete: {
      parameters: { path: { environment_pk: string; id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/environments/{id}/copy/': {
    /** Copy an environment with the values that are set in it */
    post: {
      parameters: { path: { id: string } };
      requestBody: {
        content: {
          'application/json': Schemas['EnvironmentCopy'];
          'application/x-www-form-urlencoded': Schemas['EnvironmentCopy'];
          'multipart/form-data': Schemas['EnvironmentCopy'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['Environment'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/': {
    /** The projects of the organization */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          name?: string;
          name__icontains?: string;
          description__icontains?: string;
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedProjectList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Add a project */
    post: {
      parameters: Record<never, never>;
      requestBody: {
        content: {
          'application/json': Schemas['ProjectCreate'];
          'application/x-www-form-urlencoded': Schemas['ProjectCreate'];
          'multipart/form-data': Schemas['ProjectCreate'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['Project'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/{id}/': {
    /** One project */
    get: {
      parameters: { path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['Project'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a project */
    put: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody: {
        content: {
          'application/json': Schemas['ProjectUpdateRequest'];
          'application/x-www-form-urlencoded': Schemas['ProjectUpdateRequest'];
          'multipart/form-data': Schemas['ProjectUpdateRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ProjectUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of a project */
    patch: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedProjectUpdate'];
          'application/x-www-form-urlencoded': Schemas['PatchedProjectUpdate'];
          'multipart/form-data': Schemas['PatchedProjectUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ProjectUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete a project with its parameters */
    delete: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/{project_pk}/parameters/': {
    /** The parameters that a project sees, its own and inherited ones, with their effective values */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          name?: string;
          name__icontains?: string;
          description__icontains?: string;
          cursor?: string;
          as_of?: string;
          environment?: string;
          evaluate?: boolean;
          immediate_parameters?: boolean;
          mask_secrets?: boolean;
          tag?: string;
          values?: boolean;
          difference?: string;
          name__contains?: string;
          name__iexact?: string;
          name__istartswith?: string;
          name__startswith?: string;
          secret?: boolean;
        };
        path: { project_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedParameterList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Add a parameter to a project */
    post: {
      parameters: { path: { project_pk: string } };
      requestBody: {
        content: {
          'application/json': Schemas['ParameterCreate'];
          'application/x-www-form-urlencoded': Schemas['ParameterCreate'];
          'multipart/form-data': Schemas['ParameterCreate'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['Parameter'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/{project_pk}/parameters/{id}/': {
    /** One parameter with its effective values */
    get: {
      parameters: {
        query?: {
          as_of?: string;
          environment?: string;
          evaluate?: boolean;
          immediate_parameters?: boolean;
          mask_secrets?: boolean;
          tag?: string;
          values?: boolean;
        };
        path: { project_pk: string; id: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['Parameter'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a parameter */
    put: {
      parameters: { path: { project_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody: {
        content: {
          'application/json': Schemas['ParameterUpdate'];
          'application/x-www-form-urlencoded': Schemas['ParameterUpdate'];
          'multipart/form-data': Schemas['ParameterUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['Parameter'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of a parameter */
    patch: {
      parameters: { path: { project_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedParameterUpdate'];
          'application/x-www-form-urlencoded': Schemas['PatchedParameterUpdate'];
          'multipart/form-data': Schemas['PatchedParameterUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['Parameter'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete a parameter with its values */
    delete: {
      parameters: { path: { project_pk: string; id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/{project_pk}/parameter-export/': {
    /** The values of a project in one environment, as a file for docker, dotenv or a shell */
    get: {
      parameters: {
        query?: {
          as_of?: string;
          contains?: string;
          endswith?: string;
          environment?: string;
          explicit_export?: boolean;
          mask_secrets?: boolean;
          ordering?: string;
          output?: string;
          startswith?: string;
          tag?: string;
        };
        path: { project_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ParameterExport'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        422: { content: { 'application/json': Schemas['TemplateLookupError'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/values/': {
    /** The values that are set on a parameter, or the effective one of an environment */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          environment?: string;
          evaluate?: boolean;
          as_of?: string;
          tag?: string;
          include?: string;
          exclude?: string;
          mask_secrets?: boolean;
        };
        path: { project_pk: string; parameter_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedValueList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Set the value of a parameter in an environment */
    post: {
      parameters: {
        query?: { environment?: string; evaluate?: boolean };
        path: { project_pk: string; parameter_pk: string };
      };
      requestBody: {
        content: {
          'application/json': Schemas['ValueCreate'];
          'application/x-www-form-urlencoded': Schemas['ValueCreate'];
          'multipart/form-data': Schemas['ValueCreate'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['Value'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/values/{id}/': {
    /** One value */
    get: {
      parameters: {
        query?: {
          environment?: string;
          evaluate?: boolean;
          as_of?: string;
          tag?: string;
          include?: string;
          exclude?: string;
          mask_secrets?: boolean;
        };
        path: { project_pk: string; parameter_pk: string; id: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['Value'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a value */
    put: {
      parameters: {
        query?: { environment?: string; evaluate?: boolean };
        path: { project_pk: string; parameter_pk: string; id: string };
        header?: { 'If-Match'?: string };
      };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedValueUpdate'];
          'application/x-www-form-urlencoded': Schemas['PatchedValueUpdate'];
          'multipart/form-data': Schemas['PatchedValueUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ValueUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a value, if anything is given */
    patch: {
      parameters: {
        query?: { environment?: string; evaluate?: boolean };
        path: { project_pk: string; parameter_pk: string; id: string };
        header?: { 'If-Match'?: string };
      };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedValueUpdate'];
          'application/x-www-form-urlencoded': Schemas['PatchedValueUpdate'];
          'multipart/form-data': Schemas['PatchedValueUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ValueUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Take a value away, which uncovers what is inherited */
    delete: {
      parameters: {
        query?: { environment?: string; evaluate?: boolean };
        path: { project_pk: string; parameter_pk: string; id: string };
        header?: { 'If-Match'?: string };
      };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/history/': {
    /** Since when a parameter had a value of its own in an environment, the newest first; not what it was */
    get: {
      parameters: {
        query: { page?: number; page_size?: number; environment: string };
        path: { project_pk: string; parameter_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedPastValueList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/types/': {
    /** The types that parameters can have: the built-in ones, and those of the organization */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          description__icontains?: string;
          name__icontains?: string;
          name__iexact?: string;
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedParameterTypeList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Add a type over another one */
    post: {
      parameters: Record<never, never>;
      requestBody: {
        content: {
          'application/json': Schemas['ParameterTypeCreate'];
          'application/x-www-form-urlencoded': Schemas['ParameterTypeCreate'];
          'multipart/form-data': Schemas['ParameterTypeCreate'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['ParameterType'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/types/{id}/': {
    /** One type */
    get: {
      parameters: { path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['ParameterType'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a type */
    put: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody: {
        content: {
          'application/json': Schemas['ParameterTypeUpdateRequest'];
          'application/x-www-form-urlencoded': Schemas['ParameterTypeUpdateRequest'];
          'multipart/form-data': Schemas['ParameterTypeUpdateRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ParameterTypeUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of a type */
    patch: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedParameterTypeUpdate'];
          'application/x-www-form-urlencoded': Schemas['PatchedParameterTypeUpdate'];
          'multipart/form-data': Schemas['PatchedParameterTypeUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ParameterTypeUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete a type that nothing uses */
    delete: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/rules/': {
    /** The rules of a parameter */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          type?: 'min' | 'max' | 'min_len' | 'max_len' | 'regex' | 'one_of';
        };
        path: { project_pk: string; parameter_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedParameterRuleList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Add a rule to a parameter */
    post: {
      parameters: { path: { project_pk: string; parameter_pk: string } };
      requestBody: {
        content: {
          'application/json': Schemas['ParameterRuleCreate'];
          'application/x-www-form-urlencoded': Schemas['ParameterRuleCreate'];
          'multipart/form-data': Schemas['ParameterRuleCreate'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['ParameterRule'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/rules/{id}/': {
    /** One rule of a parameter */
    get: {
      parameters: { path: { project_pk: string; parameter_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['ParameterRule'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a rule of a parameter */
    put: {
      parameters: { path: { project_pk: string; parameter_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody: {
        content: {
          'application/json': Schemas['ParameterRuleUpdateRequest'];
          'application/x-www-form-urlencoded': Schemas['ParameterRuleUpdateRequest'];
          'multipart/form-data': Schemas['ParameterRuleUpdateRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ParameterRuleUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of a rule of a parameter */
    patch: {
      parameters: { path: { project_pk: string; parameter_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedParameterRuleUpdate'];
          'application/x-www-form-urlencoded': Schemas['PatchedParameterRuleUpdate'];
          'multipart/form-data': Schemas['PatchedParameterRuleUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ParameterRuleUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete a rule of a parameter */
    delete: {
      parameters: { path: { project_pk: string; parameter_pk: string; id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/types/{parametertype_pk}/rules/': {
    /** The rules of a type */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          type?: 'min' | 'max' | 'min_len' | 'max_len' | 'regex' | 'one_of';
        };
        path: { parametertype_pk: string };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedParameterTypeRuleList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Add a rule to a type */
    post: {
      parameters: { path: { parametertype_pk: string } };
      requestBody: {
        content: {
          'application/json': Schemas['ParameterTypeRuleCreate'];
          'application/x-www-form-urlencoded': Schemas['ParameterTypeRuleCreate'];
          'multipart/form-data': Schemas['ParameterTypeRuleCreate'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['ParameterTypeRule'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/types/{parametertype_pk}/rules/{id}/': {
    /** One rule of a type */
    get: {
      parameters: { path: { parametertype_pk: string; id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['ParameterTypeRule'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a rule of a type */
    put: {
      parameters: { path: { parametertype_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody: {
        content: {
          'application/json': Schemas['ParameterTypeRuleUpdateRequest'];
          'application/x-www-form-urlencoded': Schemas['ParameterTypeRuleUpdateRequest'];
          'multipart/form-data': Schemas['ParameterTypeRuleUpdateRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ParameterTypeRuleUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of a rule of a type */
    patch: {
      parameters: { path: { parametertype_pk: string; id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedParameterTypeRuleUpdate'];
          'application/x-www-form-urlencoded': Schemas['PatchedParameterTypeRuleUpdate'];
          'multipart/form-data': Schemas['PatchedParameterTypeRuleUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ParameterTypeRuleUpdate'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete a rule of a type */
    delete: {
      parameters: { path: { parametertype_pk: string; id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/users/': {
    /** The users of the organization: people who were seen, and service accounts */
    get: {
      parameters: { query?: { page?: number; page_size?: number; ordering?: string; type?: string } };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedUserList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/users/current/': {
    /** Who asks */
    get: {
      parameters: Record<never, never>;
      responses: {
        200: { content: { 'application/json': Schemas['User'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/serviceaccounts/': {
    /** The accounts of machines, with the state of their keys */
    get: {
      parameters: { query?: { page?: number; page_size?: number; ordering?: string } };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedServiceAccountList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Add an account for a machine; its key is shown this once */
    post: {
      parameters: Record<never, never>;
      requestBody: {
        content: {
          'application/json': Schemas['ServiceAccountCreateRequest'];
          'application/x-www-form-urlencoded': Schemas['ServiceAccountCreateRequest'];
          'multipart/form-data': Schemas['ServiceAccountCreateRequest'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['ServiceAccountCreateResponse'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/serviceaccounts/{id}/': {
    /** One account of a machine */
    get: {
      parameters: { path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['ServiceAccount'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change who answers for an account, and its description */
    put: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['ServiceAccountUpdate'];
          'application/x-www-form-urlencoded': Schemas['ServiceAccountUpdate'];
          'multipart/form-data': Schemas['ServiceAccountUpdate'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ServiceAccountUpdateRequest'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of an account */
    patch: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedServiceAccount'];
          'application/x-www-form-urlencoded': Schemas['PatchedServiceAccount'];
          'multipart/form-data': Schemas['PatchedServiceAccount'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ServiceAccount'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete an account; its keys open nothing from then on */
    delete: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/serviceaccounts/{id}/rekey/': {
    /** Give an account a new key, shown this once, in the place of those that it has */
    post: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['ServiceAccountRekeyRequest'];
          'application/x-www-form-urlencoded': Schemas['ServiceAccountRekeyRequest'];
          'multipart/form-data': Schemas['ServiceAccountRekeyRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['ServiceAccountRekeyResponse'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/serviceaccounts/{id}/keys/': {
    /** Give an account one more key, shown this once; those that it has go on opening */
    post: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['ServiceAccountKeyCreateRequest'];
          'application/x-www-form-urlencoded': Schemas['ServiceAccountKeyCreateRequest'];
          'multipart/form-data': Schemas['ServiceAccountKeyCreateRequest'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['ServiceAccountKeyCreateResponse'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/serviceaccounts/{id}/keys/{prefix}/': {
    /** Revoke one key of an account, by the part before its dot; it opens nothing from then on */
    delete: {
      parameters: { path: { id: string; prefix: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/webhooks/': {
    /** Where the organization wants its news, and how the last delivery went */
    get: {
      parameters: { query?: { page?: number; page_size?: number; ordering?: string } };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedWebHooksList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Have news sent to an address; a signing secret is shown this once */
    post: {
      parameters: Record<never, never>;
      requestBody: {
        content: {
          'application/json': Schemas['WebHooksRequest'];
          'application/x-www-form-urlencoded': Schemas['WebHooksRequest'];
          'multipart/form-data': Schemas['WebHooksRequest'];
        };
      };
      responses: {
        201: { content: { 'application/json': Schemas['WebHooks'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/webhooks/{id}/': {
    /** One webhook */
    get: {
      parameters: { path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['WebHooks'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change a webhook */
    put: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody: {
        content: {
          'application/json': Schemas['WebHooksRequest'];
          'application/x-www-form-urlencoded': Schemas['WebHooksRequest'];
          'multipart/form-data': Schemas['WebHooksRequest'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['WebHooks'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Change some of a webhook; `enabled` switches it on again, a `secret` of null makes a new one */
    patch: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      requestBody?: {
        content: {
          'application/json': Schemas['PatchedWebHooks'];
          'application/x-www-form-urlencoded': Schemas['PatchedWebHooks'];
          'multipart/form-data': Schemas['PatchedWebHooks'];
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['WebHooks'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
    /** Delete a webhook; nothing is sent to it from then on */
    delete: {
      parameters: { path: { id: string }; header?: { 'If-Match'?: string } };
      responses: {
        204: { content?: never };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        412: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/webhooks/{id}/ping/': {
    /** Send a test event to a webhook, on or off, and tell how it went */
    post: {
      parameters: { path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['WebHookPing'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/audit/': {
    /** Who changed what and when, the newest first */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          action?: 'create' | 'read' | 'update' | 'delete' | 'pull' | 'push' | 'ping' | 'expired';
          earliest?: string;
          latest?: string;
          environment_id?: string;
          object_id?: string;
          object_type?: string;
          parameter_id?: string;
          project_id?: string;
          user_id?: string;
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAuditTrailList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/audit/summary/': {
    /** How much the audit holds */
    get: {
      parameters: Record<never, never>;
      responses: {
        200: { content: { 'application/json': Schemas['AuditTrailSummary'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/audit/{id}/': {
    /** One change */
    get: {
      parameters: { path: { id: string } };
      responses: {
        200: { content: { 'application/json': Schemas['AuditTrail'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/groups/': {
    /** Groups of users: there are none */
    get: {
      parameters: { query?: { page?: number; page_size?: number; ordering?: string; name?: string; user?: string } };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedGroupList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/aws/': {
    /** Integrations with AWS: there are none */
    get: {
      parameters: {
        query?: {
          page?: number;
          page_size?: number;
          ordering?: string;
          aws_account_id?: string;
          aws_role_name?: string;
        };
      };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedAwsIntegrationList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
  '/api/v1/integrations/github/': {
    /** Integrations with GitHub: there are none */
    get: {
      parameters: { query?: { page?: number; page_size?: number; ordering?: string; gh_organization_slug?: string } };
      responses: {
        200: { content: { 'application/json': Schemas['PaginatedGitHubIntegrationList'] } };
        403: { content: { 'application/problem+json': Schemas['Problem'] } };
        429: { content: { 'application/problem+json': Schemas['Problem'] } };
        default: { content: { 'application/problem+json': Schemas['Problem'] } };
      };
    };
  };
}
