import type { Options } from './command.ts';

/** Every command has these. */
export const commonOptions = {
  settings: {
    type: 'string',
    value: 'FILE',
    description: "settings of the deployment to work on; they win over this process's environment",
  },
  json: { type: 'boolean', description: 'one JSON object on standard output; errors as JSON on standard error' },
  help: { type: 'boolean', description: 'this text' },
} as const satisfies Options;
