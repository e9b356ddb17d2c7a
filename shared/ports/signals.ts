/**
 * Every measurement, span and log event of the service by name: the one place that declares them. What is not declared here
 * cannot be measured; docs/observability.md and the queries in infra/monitoring are checked against it.
 */

/**
 * What measurements are told apart by. Each has few values, whatever customers do: no name and no id that they choose,
 * and no id of theirs. Which organization it was is told by spans and log lines.
 */
export const dimensions = {
  operation: "An HTTP route's operation id, or what a vault was asked for",
  status: 'The status of an HTTP answer (0: there was none), or of an integration after its test',
  code: "The error's stable code; absent where nothing failed",
  cause: 'Why an integration is not connected; absent where it is',
  kind: 'What was run: `pull` or `push`',
  outcome: 'How it ended',
  queue: 'Name of the queue',
  removed: 'What was removed since it was kept long enough',
  throttled: 'Whether the vault refused the request as too many',
} as const;

export type Dimension = keyof typeof dimensions;

/** What a span may say beyond that: ids of our own objects, and how much it was. */
export const details = {
  ...dimensions,
  organization_id: 'Whose it was',
  integration_id: 'Id of the integration',
  action_id: 'Id of the import or push',
  task_id: 'Id of the task',
  invocation_id: "The platform's id of the invocation",
  client_request_id: "What the vault was sent as `x-ms-client-request-id`: the `CorrelationId` of the vault's own log",
  vault_requests: 'Requests to vaults that were sent for it',
  vault_throttled: 'How many of them the vault refused as too many',
  open: 'Tasks that are not finished',
  stalled: 'Tasks among them that stand still although nobody holds their vault',
  held: 'Tasks among them that wait for their turn in their organization',
} as const;

export type Detail = keyof typeof details;

/** `work`: pieces of work whose duration and requests to vaults are measured, as `<name>.duration` and so on. */
export const spans = {
  'http.request': {
    meaning: 'One HTTP request, from its arrival to its answer',
    kind: 'work',
    details: ['operation', 'status', 'code', 'organization_id', 'invocation_id', 'vault_requests', 'vault_throttled'],
  },
  access_test: {
    meaning: "One test of what the application may do in an integration's vault",
    kind: 'work',
    details: ['status', 'cause', 'code', 'organization_id', 'integration_id', 'vault_requests', 'vault_throttled'],
  },
  'task.run': {
    meaning: 'One invocation that works on a task; a long task takes several',
    kind: 'work',
    details: [
      'kind',
      'outcome',
      'code',
      'organization_id',
      'integration_id',
      'action_id',
      'task_id',
      'vault_requests',
      'vault_throttled',
    ],
  },
  'task.give-up': {
    meaning: 'What becomes of a message that the queue has given up',
    kind: 'step',
    details: ['code', 'organization_id', 'integration_id', 'action_id', 'task_id'],
  },
  'tasks.watch': {
    meaning: "One look of the watchdog at all tasks that aren't finished",
    kind: 'step',
    details: ['code', 'open', 'stalled', 'held'],
  },
  'vault.request': {
    meaning: 'One request to a vault, from when the quota lets it go to its answer',
    kind: 'request',
    details: ['operation', 'status', 'code', 'throttled', 'client_request_id'],
  },
} as const satisfies Record<string, { meaning: string; kind: 'work' | 'step' | 'request'; details: readonly Detail[] }>;

export type SpanName = keyof typeof spans;

export type WorkName = { [Name in SpanName]: (typeof spans)[Name]['kind'] extends 'work' ? Name : never }[SpanName];

export interface MetricDeclaration {
  meaning: string;
  /** `counter`: what happened is added up. `histogram`: how it is spread. `gauge`: how it is at the moment. */
  kind: 'counter' | 'histogram' | 'gauge';
  /** UCUM, as OpenTelemetry asks for: `s`, or what is counted in braces. */
  unit: string;
  dimensions: readonly Dimension[];
}

export const metrics = {
  'http.request.duration': {
    meaning: 'Time from the arrival of an HTTP request to its answer',
    kind: 'histogram',
    unit: 's',
    dimensions: ['operation', 'status', 'code'],
  },
  'http.request.vault_requests': {
    meaning: 'Requests to vaults that HTTP requests sent themselves, outside of access tests',
    kind: 'counter',
    unit: '{request}',
    dimensions: ['operation'],
  },
  'http.request.vault_throttled': {
    meaning: 'How many of those the vault refused as too many',
    kind: 'counter',
    unit: '{request}',
    dimensions: ['operation'],
  },
  'access_test.duration': {
    meaning: 'Time that a test of an access took; a test that could not be recorded has a `code` instead of a status',
    kind: 'histogram',
    unit: 's',
    dimensions: ['status', 'cause', 'code'],
  },
  'access_test.vault_requests': {
    meaning: 'Requests to vaults that access tests sent',
    kind: 'counter',
    unit: '{request}',
    dimensions: ['status', 'cause'],
  },
  'access_test.vault_throttled': {
    meaning: 'How many of those the vault refused as too many',
    kind: 'counter',
    unit: '{request}',
    dimensions: ['status', 'cause'],
  },
  'access_test.age': {
    meaning: 'How old the result was that a test replaced; its maximum is the oldest health check',
    kind: 'histogram',
    unit: 's',
    dimensions: [],
  },
  'task.run.duration': {
    meaning: 'Time that an invocation worked on a task',
    kind: 'histogram',
    unit: 's',
    dimensions: ['kind', 'outcome', 'code'],
  },
  'task.run.vault_requests': {
    meaning: 'Requests to vaults that tasks sent',
    kind: 'counter',
    unit: '{request}',
    dimensions: ['kind'],
  },
  'task.run.vault_throttled': {
    meaning: 'How many of those the vault refused as too many',
    kind: 'counter',
    unit: '{request}',
    dimensions: ['kind'],
  },
  'vault.request.duration': {
    meaning: 'Time that a vault took to answer, or that was waited for it in vain',
    kind: 'histogram',
    unit: 's',
    dimensions: ['operation', 'status', 'throttled'],
  },
  'queue.messages': {
    meaning: 'Messages of queues that were worked on',
    kind: 'counter',
    unit: '{message}',
    dimensions: ['queue', 'outcome'],
  },
  'tasks.open': {
    meaning: 'Tasks that are not finished, at each look of the watchdog',
    kind: 'gauge',
    unit: '{task}',
    dimensions: [],
  },
  'tasks.oldest': {
    meaning:
      'For how long one of them has been under way, at most: without those that wait for their turn; 0 when there is none',
    kind: 'gauge',
    unit: 's',
    dimensions: [],
  },
  'tasks.stalled': {
    meaning: 'Tasks among them that stand still although nobody holds their vault',
    kind: 'gauge',
    unit: '{task}',
    dimensions: [],
  },
  'tasks.held': {
    meaning: 'Tasks among them that wait for their turn: their organization has as many worked on as it may',
    kind: 'gauge',
    unit: '{task}',
    dimensions: [],
  },
  'tasks.oldest_held': {
    meaning: 'How long ago the oldest of those was made; 0 when there is none',
    kind: 'gauge',
    unit: 's',
    dimensions: [],
  },
  'queue.put_aside': {
    meaning: 'Messages in a queue that no function works on: they wait for an operator',
    kind: 'gauge',
    unit: '{message}',
    dimensions: ['queue'],
  },
  'retention.removed': {
    meaning: 'Rows that were removed because they were kept as long as the settings say',
    kind: 'counter',
    unit: '{row}',
    dimensions: ['removed'],
  },
  'wrapping_key.failures': {
    meaning: 'Attempts to wrap or unwrap a data key that failed, `code` says why; while a key is away there are few',
    kind: 'counter',
    unit: '{attempt}',
    dimensions: ['code'],
  },
} as const satisfies Record<string, MetricDeclaration>;

export type MetricName = keyof typeof metrics;

/** What a measurement says of itself: some of its metric's dimensions. */
export type DimensionsOf<Name extends MetricName> = {
  [Key in (typeof metrics)[Name]['dimensions'][number]]?: DetailValue;
};

export type DetailValue = string | number | boolean;

/**
 * Values that our code gives to `outcome`, `queue`, `removed`, `kind` and a vault request's `operation`; queries may name no other.
 * Statuses, causes and codes are declared where they belong.
 */
export const values = {
  outcome: {
    /** A task's invocation. */
    finished: 'The task ended well, or there was nothing left to do',
    failed: 'The task ended as failed, with `code`; for a message: the queue delivers it again',
    continues: 'The time budget ended, or the task changed meanwhile: the queue goes on with it',
    waits: 'The task waits for what may pass, `code`',
    busy: "Somebody else holds the vault's lease; the task waits for its turn",
    held: 'Its organization has as many tasks worked on as it may; the task waits for its turn',
    interrupted: 'It failed for a reason that nobody expected; the queue delivers the message again',
    /** A message. */
    done: 'The message was worked on, whatever became of its task',
    unreadable: 'The message is none of ours',
    newer: 'A newer version of the app has to work on the message; it was put back',
  },
  queue: {
    tasks: 'Tasks to work on',
    'tasks-poison': 'Tasks that the queue has given up after five tries',
    checks: 'Batches of vaults to test',
    'checks-poison': 'Batches that the queue has given up after five tries',
    news: 'Events to bring to those who want them',
    'news-poison': 'Events that the queue has given up after five tries',
    deliveries: 'Single deliveries to webhooks',
    'deliveries-poison': 'Deliveries that the queue has given up after five tries',
  },
  removed: {
    tasks: 'Runs',
    steps: 'Steps of runs',
    'status-changes': "Changes of integrations' statuses",
    values: 'What parameters were once set to',
    'audit-entries': 'Entries of the audit',
    consents: 'Consents',
    answers: 'Requests with an `Idempotency-Key`, and their answers',
  },
  kind: { pull: 'An import', push: 'A push' },
  vaultOperation: {
    challenge: "The first request, without a token: the vault's answer says where to get one",
    list: 'A page of the list of secrets',
    get: 'A secret is read',
    set: 'A secret gets a new version',
    update: "A version's properties (in access tests: of none)",
    delete: 'A secret is deleted',
    recover: 'A deleted secret is recovered',
    'get-deleted': 'Whether a deleted secret is there',
    other: 'Anything else',
  },
} as const;

export type Outcome = keyof typeof values.outcome;

/** Events of log lines. Each line has the ids of its trace and span as well. */
export const logEvents = {
  'audit.untold': 'A change was made, and the audit could not be told; it will say that the outcome is unknown',
  'check.forgotten': 'The check of an integration that is gone was removed',
  'check.not-understood': 'The row of a check cannot be read; the others are tested all the same',
  'checks.adopted': 'Integrations that had no check were given one',
  'checks.batch-given-up': "The queue gave a batch of tests up; the timer's next turn asks for them again",
  'checks.message-not-understood': 'A message that asks for tests makes no sense, and was dropped',
  'checks.not-adopted': 'The integrations of an organization could not be looked through for checks',
  'checks.scheduled': 'A turn of the timer asked for tests, with how many and in how many messages',
  'checks.tested': 'A batch of tests ended, with how many of them were carried out',
  'config.invalid': 'The app does not start: all faults of its settings',
  'config.unknown-settings': 'Variables that look like settings and are none, with the settings that may be meant',
  'consent.authorized': 'A sign-in showed that a person may connect a tenant',
  'consent.callback': 'A browser came back from Entra and was shown that something broke',
  'consent.refused': 'A consent was refused, with `code`',
  'expiry.untold': 'Secrets of an integration are about to expire, and nobody could be told; the next hour tries again',
  'http.request': 'An HTTP request was answered; as an error when its status is 500 or more',
  'idempotency.not-remembered': 'An answer was given but could not be kept for a repetition',
  'integration.created': 'A vault was named',
  'integration.deleted': 'An integration was deleted',
  'integration.not-recorded': 'The result of a test could not be stored',
  'integration.not-tested': 'A test failed for a reason that nobody expected',
  'integration.tested': 'An access was tested, with its status before and after',
  'integration.updated': 'An integration was changed',
  'news.untold': 'Something happened, and the queue of events did not take it',
  'queue.left-to-newer': 'A message of a newer version of the app, or about rows of one, was put back',
  'retention.failed': 'What is due of an organization could not be removed; the next day tries it again',
  'retention.turn': 'A turn of the timer removed what is due, with how many of each; `done` when all of it is gone',
  'task.failed': 'A task ended as failed, with `code`',
  'task.interrupted': 'Work on a task failed for a reason that nobody expected; the queue tries it again',
  'task.not-watched': 'The watchdog could not look at a task',
  'task.poisoned': 'The queue gave a task up; it fails',
  'task.stood-still': 'A task that stood still was asked for again',
  'task.waits': 'A task waits for what may pass, with `code`',
  'task.worked-on': 'An invocation ended its work on a task, with its state and counts',
  'tenant.linked': 'A tenant was connected to an organization',
  'tenant.unlinked': 'A tenant was disconnected',
  'webhook.delivered': 'A webhook took an event',
  'webhook.not-delivered': 'A webhook did not take an event, with `code` and when it is tried again',
  'webhook.pinged': 'Somebody sent a test event to a webhook, with `code` if it did not take it',
  'webhook.switched-off': 'A webhook that took nothing for days was switched off',
  'wrapping_key.available': 'A wrapping key can be had again, with how many seconds it could not',
  'wrapping_key.unavailable': 'A wrapping key cannot be had: `code` says why, `next` what to do; see [keys](keys.md)',
} as const;
