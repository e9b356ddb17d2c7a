import type { Command, Option } from './command.ts';
import { commonOptions } from './common-options.ts';
import type { Topic } from './topics.ts';

const column = 30;

/** What `npm run admin -- --help` says. */
export function describeCommands(topics: readonly Topic[]): string {
  const parts = topics.map(
    ({ title, commands }) => `${title}\n${commands.map(({ name, summary }) => entry(name, summary)).join('\n')}`,
  );
  return `Usage: npm run admin -- COMMAND [options]

${parts.join('\n\n')}

COMMAND --help says what a command does, with all of its options.
Exit codes: 0 done, 1 failed, 2 the command line is wrong.
`;
}

/** What `npm run admin -- COMMAND --help` says. */
export function describeCommand({ name, summary, details, options }: Command): string {
  const all: Record<string, Option> = { ...options, ...commonOptions };
  const usage = Object.entries(options).map(([option, about]) => {
    const text = about.type === 'boolean' ? `--${option}` : `--${option} ${about.value}`;
    return about.type === 'string' && about.required ? ` ${text}` : ` [${text}]`;
  });
  const paragraphs = details === undefined ? '' : `\n${details.trim()}\n`;
  return `Usage: npm run admin -- ${name}${usage.join('')}

${summary}
${paragraphs}
${Object.entries(all)
  .map(([option, about]) => entry(labelOf(option, about), descriptionOf(about)))
  .join('\n')}
`;
}

function labelOf(name: string, option: Option): string {
  return option.type === 'boolean' ? `--${name}` : `--${name} ${option.value}`;
}

function descriptionOf(option: Option): string {
  if (option.type === 'boolean') return option.description;
  const choices = option.choices === undefined ? '' : `: ${option.choices.join(', ')}`;
  const fallback = option.default === undefined ? '' : ` (default ${option.default})`;
  return `${option.description}${choices}${fallback}`;
}

function entry(label: string, text: string): string {
  return label.length < column - 3
    ? `  ${label.padEnd(column - 2)}${text}`
    : `  ${label}\n${' '.repeat(column)}${text}`;
}
