import { workQueues } from '../../../shared/ports/poison.ts';
import type { Options } from '../command.ts';

/** Which messages: those of one queue, or one of them. */
export const poisonOptions = {
  queue: {
    type: 'string',
    value: 'QUEUE',
    choices: workQueues,
    required: true,
    description: 'the queue in which they failed',
  },
  message: { type: 'string', value: 'ID', description: 'only this one, as list-poison shows it' },
} as const satisfies Options;
