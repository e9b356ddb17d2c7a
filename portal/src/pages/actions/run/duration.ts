import type { Task } from '../action.ts';

/** How long a run was worked on; nothing until it is finished. */
export function duration({ started_at: from, finished_at: to }: Pick<Task, 'started_at' | 'finished_at'>) {
  if (from === null || to === null) return undefined;
  return secondsWords(Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 1_000)));
}

/** Whole seconds as people say them, e.g. "2 min 5 s". */
export function secondsWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
