import type { TableServiceClientOptions } from '@azure/data-tables';

/** A step on the way of the SDK's requests; the SDK exports no name for it. */
export type PipelinePolicy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];
