import type { Vault } from '../cloud/model.ts';

/** A request that has passed authentication, quota and authorization. */
export interface OperationRequest {
  vault: Vault;
  /** `https://<vault>.<suffix>`, no slash at its end. */
  vaultUrl: string;
  name: string;
  version?: string;
  query: URLSearchParams;
  body: unknown;
  /** Milliseconds since 1970. */
  now: number;
  newVersionId: () => string;
}

export interface Answer {
  status: number;
  body?: unknown;
}
