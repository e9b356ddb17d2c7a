import { parseArgs, types } from 'node:util';
import type { Command, Option } from './command.ts';
import { commonOptions } from './common-options.ts';
import { UsageError } from './usage-error.ts';

export type CommandLine =
  | { kind: 'help'; command?: Command }
  | { kind: 'run'; command: Command; values: Record<string, unknown>; json: boolean; settings?: string };

/** What these arguments ask for. Throws `UsageError`. */
export function readCommandLine(commands: readonly Command[], args: readonly string[]): CommandLine {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h') return { kind: 'help' };
  if (name === undefined) throw new UsageError('No command is named.');
  const command = commands.find((each) => each.name === name);
  if (command === undefined) throw new UsageError(`There is no command ${JSON.stringify(name)}.`);
  const { help, json, settings, ...values } = parse(command, rest);
  if (help === true) return { kind: 'help', command };
  return {
    kind: 'run',
    command,
    values: complete(command, values),
    json: json === true,
    ...(typeof settings === 'string' ? { settings } : {}),
  };
}

function parse(command: Command, args: string[]): Record<string, unknown> {
  const options = { ...command.options, ...commonOptions };
  const kinds = Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }]));
  try {
    return parseArgs({ args, options: kinds, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    // Node's sentence ends with advice about positional arguments, of which there are none.
    const [sentence = ''] = (types.isNativeError(cause) ? cause.message : String(cause)).split('. ');
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`, { command: command.name, cause });
  }
}

function complete({ name: command, options }: Command, given: Record<string, unknown>): Record<string, unknown> {
  const values = Object.entries(options).map(([name, option]) => [name, givenOr(option, given[name])] as const);
  for (const [name, value] of values) {
    const option = options[name];
    if (option?.type !== 'string') continue;
    const missing = option.required ? value === undefined || value === '' : value === '';
    if (missing) throw new UsageError(`--${name} needs a value.`, { command });
    if (option.choices !== undefined && value !== undefined && !option.choices.includes(String(value))) {
      throw new UsageError(`--${name} is one of ${option.choices.join(', ')}.`, { command });
    }
  }
  return Object.fromEntries(values);
}

function givenOr(option: Option, given: unknown): unknown {
  return given ?? (option.type === 'boolean' ? false : option.default);
}
