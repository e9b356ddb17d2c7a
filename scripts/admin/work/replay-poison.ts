import { command } from '../command.ts';
import { noMessage } from './no-message.ts';
import { poisonOptions } from './poison-options.ts';

export const replayPoisonCommand = command({
  name: 'replay-poison',
  summary: 'Have messages tried again that were given up.',
  details: `
Mend first what made them fail: five attempts more and they are back. Replaying does no harm, also what
has been done already: a task that is finished, a test that is not promised any more and a webhook that
is gone are left alone; receivers of webhooks may get an event once more, under the same id.`,
  options: poisonOptions,
  async run({ queue, message }, context) {
    const { poison } = await context.operator();
    const replayed = await poison.replay(queue, ({ id }) => message === undefined || id === message);
    if (message !== undefined && replayed === 0) throw noMessage(message);
    return { queue, replayed };
  },
});
