import { type PoisonedMessage, workQueues } from '../../../shared/ports/poison.ts';
import { command } from '../command.ts';

export const listPoisonCommand = command({
  name: 'list-poison',
  summary: 'List messages that were given up after five attempts.',
  details: `
They hold ids, names, codes, counts and times. Of each queue the first 32 are shown. The app deals with
those of tasks and checks itself, in seconds, while it runs; those of news and deliveries (events for
webhooks) stay until they are replayed or discarded.`,
  options: {
    queue: { type: 'string', value: 'QUEUE', choices: workQueues, description: 'only of this one' },
  },
  async run({ queue }, context) {
    const { poison } = await context.operator();
    const counts: Record<string, number> = {};
    const messages: object[] = [];
    for (const each of queue === undefined ? workQueues : [queue]) {
      const { count, messages: first } = await poison.peek(each);
      counts[each] = count;
      messages.push(...first.map((message) => ({ queue: each, ...shown(message) })));
    }
    return { counts, messages };
  },
});

function shown({ id, insertedAt, text }: PoisonedMessage) {
  return { message: id, inserted_at: insertedAt, content: readContent(text) };
}

function readContent(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
