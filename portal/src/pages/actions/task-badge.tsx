import { StatusBadge, type StatusKind } from '../../components/status-badge.tsx';
import type { Task } from './action.ts';

const kinds: Record<NonNullable<Task['state']>, StatusKind> = {
  queued: 'busy',
  running: 'busy',
  skipped: 'neutral',
  success: 'good',
  failure: 'bad',
};

/** A run's state in one word. */
export function TaskBadge({ task: { state = 'queued', waiting } }: { task: Task }) {
  if (state === 'running' && waiting !== null) return <StatusBadge kind="attention">waiting</StatusBadge>;
  return <StatusBadge kind={kinds[state]}>{state}</StatusBadge>;
}
