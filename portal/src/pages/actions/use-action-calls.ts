import { useApi } from '../../api/client.ts';
import type { Kind } from './action.ts';
import type { ActionCalls } from './action-calls.ts';
import { callsOf } from './calls-of.ts';

export function useActionCalls(kind: Kind): ActionCalls {
  return callsOf(kind, useApi());
}
