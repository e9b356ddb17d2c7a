import { type Limits, mostTasksAtOnce } from '../domain/limits.ts';
import { wholeNumber } from './fields.ts';
import { group } from './setting.ts';

export interface LimitsConfig {
  /** Of an organization for which an operator has set no others. */
  limits: Limits;
  /** How often a minute each instance looks up a key that does not exist for one remote address. */
  wrongKeysPerMinute: number;
}

const count = wholeNumber(1, 1_000_000_000);

/** What an organization may have; `npm run admin -- set-limits` sets other ones for a single organization. */
export const limits = group({
  title: 'Limits of an organization',
  settings: {
    LIMIT_REQUESTS_PER_MINUTE: {
      meaning:
        'How many HTTP requests of an organization each instance of the app answers in any minute; those beyond are refused with 429.',
      schema: count,
      example: '600',
      default: '3000',
    },
    LIMIT_TASKS_AT_ONCE: {
      meaning:
        'How many imports and pushes of an organization are worked on at the same time, on all instances together; the others wait.',
      schema: wholeNumber(1, mostTasksAtOnce),
      example: '2',
      default: '4',
    },
    LIMIT_INTEGRATIONS: {
      meaning: 'How many vaults an organization may connect.',
      schema: count,
      example: '50',
      default: '1000',
    },
    LIMIT_ACTIONS: {
      meaning: 'How many imports and pushes an organization may have, those of all integrations together.',
      schema: count,
      example: '200',
      default: '5000',
    },
    LIMIT_PROJECTS: {
      meaning: 'How many projects an organization may have.',
      schema: count,
      example: '100',
      default: '1000',
    },
    LIMIT_ENVIRONMENTS: {
      meaning: 'How many environments an organization may have.',
      schema: count,
      example: '20',
      default: '250',
    },
    LIMIT_PARAMETERS: {
      meaning: 'How many parameters an organization may have, those of all projects together.',
      schema: count,
      example: '10000',
      default: '100000',
    },
    LIMIT_WRONG_KEYS_PER_MINUTE: {
      meaning:
        'How many API keys that do not exist each instance of the app looks up for one remote address in any minute; those beyond are refused with 429.',
      schema: count,
      example: '20',
      default: '60',
    },
  },
  read: (values): LimitsConfig => ({
    limits: {
      requestsPerMinute: values.LIMIT_REQUESTS_PER_MINUTE,
      tasksAtOnce: values.LIMIT_TASKS_AT_ONCE,
      integrations: values.LIMIT_INTEGRATIONS,
      actions: values.LIMIT_ACTIONS,
      projects: values.LIMIT_PROJECTS,
      environments: values.LIMIT_ENVIRONMENTS,
      parameters: values.LIMIT_PARAMETERS,
    },
    wrongKeysPerMinute: values.LIMIT_WRONG_KEYS_PER_MINUTE,
  }),
});
