import type { AuditAction, AuditObject, AuditObjectType } from '../domain/audit/audit-entry.ts';
import type { Reply } from './route.ts';

/**
 * What the audit is told of a request that changes something, or that shows what is not ours to show without a word: `{ action: 'create', objectType: 'Project' }` mostly says
 * enough. The object's id is the path's `id` or the answer's, its name the answer's `name`; the project, parameter and
 * environment it belongs to are those in the path (`project_pk` …). Never a value.
 */
export interface AuditRule<Context> {
  action: AuditAction;
  objectType: AuditObjectType;
  /** What the change sets in motion, recorded as well: a run that begins. */
  starts?: 'pull' | 'push';
  /**
   * What only this route knows, looked up before the change. Without a name here and in the answer, the name is the
   * one that the audit heard last.
   */
  before?(context: Context): Partial<AuditObject> | Promise<Partial<AuditObject>>;
  /** What only this route knows, out of its successful answer. */
  after?(reply: Reply, context: Context): Partial<AuditObject>;
}
