import { command } from '../command.ts';
import { noMessage } from './no-message.ts';
import { poisonOptions } from './poison-options.ts';

export const discardPoisonCommand = command({
  name: 'discard-poison',
  summary: 'Throw messages away that were given up.',
  details: `
Without --yes it says how many there are. What they asked for is not done: an event that nobody is told,
a delivery that is not made. Runs and tests go on without their messages (watchdog, timer).`,
  options: { ...poisonOptions, yes: { type: 'boolean', description: 'do it' } },
  async run({ queue, message, yes }, context) {
    const { poison } = await context.operator();
    if (!yes) {
      const { count } = await poison.peek(queue);
      return {
        dry_run: true,
        queue,
        messages: message === undefined ? count : 1,
        next: 'Add --yes to throw them away.',
      };
    }
    const discarded = await poison.discard(queue, ({ id }) => message === undefined || id === message);
    if (message !== undefined && discarded === 0) throw noMessage(message);
    return { queue, discarded };
  },
});
