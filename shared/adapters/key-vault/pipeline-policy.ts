import type { SecretClientOptions } from '@azure/keyvault-secrets';

/** The Azure SDKs' policy; their package of the pipeline is no dependency of ours. */
export type PipelinePolicy = NonNullable<SecretClientOptions['additionalPolicies']>[number]['policy'];

export type PipelineRequest = Parameters<PipelinePolicy['sendRequest']>[0];

export type PipelineResponse = Awaited<ReturnType<PipelinePolicy['sendRequest']>>;
