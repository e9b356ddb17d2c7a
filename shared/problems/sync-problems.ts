import type { Problems } from './problem.ts';

/** Imports and pushes, their patterns and runs. */
export const syncProblems = {
  'pattern.invalid': [
    400,
    'The pattern is not valid',
    'Use {{ environment }}, {{ project }} and {{ parameter }}, or named groups of these names.',
  ],
  'pattern.missing-variable': [
    400,
    'The pattern does not tell everything apart',
    'Add the variable that `detail` names.',
  ],
  'action.mapped': [403, 'The mapped pull is made by the service', 'Delete the integration to remove it.'],
  'action.nothing-included': [400, 'The push includes nothing', 'Set include_parameters or include_secrets.'],
  'action.coerce': [400, 'A vault holds only secrets', 'Set coerce_parameters to push parameters that are not secret.'],
  'task.not-plan': [409, 'The task is not a finished dry run', 'Apply a dry run that succeeded.'],
  'task.finished': [409, 'The run is over already', 'Start another one.'],
  'task.nothing-failed': [409, 'Nothing failed in this run, or it is not over yet', 'Run the action as a whole.'],
  'push.confirm-deletes': [
    409,
    'The push would delete many of its secrets',
    'Look at what would be deleted, and send `confirm_deletes: true`.',
  ],
} as const satisfies Problems;
