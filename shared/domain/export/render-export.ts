import { quoteDotenv } from './quote-dotenv.ts';
import { quoteShell } from './quote-shell.ts';

export const exportFormats = ['docker', 'dotenv', 'shell'] as const;

/** `docker`: a file for `--env-file`; `dotenv`: a `.env` file; `shell`: assignments for a POSIX shell. */
export type ExportFormat = (typeof exportFormats)[number];

/** A variable with its value; the names differ. */
export interface Variable {
  name: string;
  value: string;
}

/** Why the format cannot hold the value; nothing when it can. */
export function unfitForExport(value: string, format: ExportFormat): string | undefined {
  if (value.includes('\0')) return 'The value holds a NUL character, which no environment variable can.';
  if (format === 'docker' && /[\r\n]/.test(value))
    return 'The value holds a line break, which no line of this format can.';
  return undefined;
}

/** The variables in the order given, a line for each. `explicit`: each line begins with `export`, but for docker. */
export function renderExport(variables: readonly Variable[], format: ExportFormat, explicit: boolean): string {
  const prefix = explicit && format !== 'docker' ? 'export ' : '';
  return variables.map(({ name, value }) => `${prefix}${name}=${quotes[format](value)}\n`).join('');
}

const quotes: Readonly<Record<ExportFormat, (value: string) => string>> = {
  docker: (value) => value,
  dotenv: quoteDotenv,
  shell: quoteShell,
};
