import { createContext } from './create-context.ts';
import { describeError } from './describe-error.ts';
import { formatOutcome } from './format-outcome.ts';
import { describeCommand, describeCommands } from './help.ts';
import { readCommandLine } from './read-command-line.ts';
import { topics } from './topics.ts';
import { UsageError } from './usage-error.ts';

export interface Streams {
  out(text: string): void;
  error(text: string): void;
}

/** Carries out one command line and resolves to its exit code: 0, 1 (failed), or 2 (the command line is wrong). */
export async function runAdmin(args: readonly string[], { out, error }: Streams): Promise<0 | 1 | 2> {
  const json = args.includes('--json');
  try {
    const line = readCommandLine(
      topics.flatMap(({ commands }) => commands),
      args,
    );
    if (line.kind === 'help') {
      out(line.command === undefined ? describeCommands(topics) : describeCommand(line.command));
      return 0;
    }
    const context = createContext({ settings: line.settings, tell: (text) => line.json || error(`${text}\n`) });
    const outcome = await line.command.run(line.values, context);
    out(`${json ? JSON.stringify(outcome) : formatOutcome(outcome)}\n`);
    return 0;
  } catch (thrown) {
    const usage = thrown instanceof UsageError;
    const described = usage ? describeUsage(thrown) : describeError(thrown);
    error(
      json
        ? `${JSON.stringify({ error: described })}\n`
        : `${usage ? '' : 'Failed: '}${described.message}\n${described.next}\n`,
    );
    return usage ? 2 : 1;
  }
}

function describeUsage({ message, command }: UsageError) {
  const about = command === undefined ? '' : `${command} `;
  return { code: 'usage', message, next: `See: npm run admin -- ${about}--help` };
}
