import { z } from 'zod';
import { group } from './setting.ts';

/** What the platform alone reads, as far as this app depends on it. */
export const platform = group({
  title: 'Read by the platform',
  settings: {
    FUNCTIONS_WORKER_RUNTIME: {
      meaning:
        'What runs the app: `node`. On the Flex Consumption plan it is a property of the app and must not be a setting.',
      schema: z.string(),
      example: 'node',
      optional: true,
    },
    languageWorkers__node__arguments: {
      meaning:
        "Node's own arguments. With those of the example the app stays near 220 MB while it imports 10,000 large secrets, and fits the smallest instance (512 MB); without any, garbage piles up beyond 400 MB.",
      schema: z.string(),
      example: '--max-semi-space-size=16 --max-old-space-size=384',
      optional: true,
    },
  },
  read: () => ({}),
});
