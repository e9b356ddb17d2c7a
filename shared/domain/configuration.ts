import type { Rule } from './types/rule.ts';

/** An environment; environments form one tree per organization with the root `default`. */
export interface Environment {
  id: string;
  organizationId: string;
  name: string;
  description: string;
  /** Null for the root. */
  parentId: string | null;
  createdAt: Date;
  modifiedAt: Date;
}

/** A project; it sees the parameters of the project that it depends on. */
export interface Project {
  id: string;
  organizationId: string;
  name: string;
  description: string;
  dependsOnId: string | null;
  /** Regular expression that new parameter names must match as a whole; empty: anything. */
  parameterNamePattern: string;
  createdAt: Date;
  modifiedAt: Date;
}

export interface Parameter {
  id: string;
  organizationId: string;
  projectId: string;
  name: string;
  description: string;
  /** Fixed at creation. */
  secret: boolean;
  /** `string`, `integer`, `boolean`, or the id of a custom type. */
  type: string;
  /** Its own, beside those of its type; absent: none. */
  rules?: readonly Rule[];
  createdAt: Date;
  modifiedAt: Date;
}

/** A parameter's own value in one environment, as stored: sealed. */
export interface StoredValue {
  id: string;
  organizationId: string;
  projectId: string;
  parameterId: string;
  environmentId: string;
  /** Null: an explicit null, or not read. */
  sealed: Uint8Array | null;
  /** Length of the value in UTF-8; 0 for an explicit null. */
  byteLength: number;
  /** Keyed digest of the value (see `Cipher.digest`); null for an explicit null. */
  digest: string | null;
  createdAt: Date;
  modifiedAt: Date;
  etag: string;
}
