/** A named point in time in one environment. */
export interface Tag {
  id: string;
  organizationId: string;
  environmentId: string;
  name: string;
  description: string;
  /** What the tag stands for: values as they were then. */
  timestamp: Date;
  /** Refuses every change from now on; it can still be deleted. */
  immutable: boolean;
  createdAt: Date;
  modifiedAt: Date;
}
