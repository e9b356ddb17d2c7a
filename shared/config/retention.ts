import { wholeNumber } from './fields.ts';
import { group } from './setting.ts';

/** How long things are kept, in days; 0: for ever. */
export interface RetentionSettings {
  /** Runs with their steps, after they ended. */
  taskDays: number;
  /** Entries of the audit. */
  auditDays: number;
  /** Changes of an integration's status. */
  statusDays: number;
  /** What parameters' values were, after they were replaced. */
  valueDays: number;
  /** Consents, after they expired. */
  consentDays: number;
  /** Answers to requests with an `Idempotency-Key`; never 0. */
  answerDays: number;
}

export interface RetentionConfig {
  retention: RetentionSettings;
}

const days = wholeNumber(0, 36_500);

export const retention = group({
  title: 'How long things are kept',
  settings: {
    RETENTION_TASK_DAYS: {
      meaning:
        'For how many days runs of imports and pushes are kept with their steps, after they ended; 0: for ever. The newest run of each is always kept.',
      schema: days,
      example: '30',
      default: '90',
    },
    RETENTION_AUDIT_DAYS: {
      meaning: 'For how many days entries of the audit are kept; 0: for ever.',
      schema: days,
      example: '730',
      default: '365',
    },
    RETENTION_STATUS_DAYS: {
      meaning:
        "For how many days changes of an integration's status are kept; 0: for ever. The newest change is always kept; the availability of 30 days needs 30.",
      schema: days,
      example: '30',
      default: '90',
    },
    RETENTION_VALUE_DAYS: {
      meaning:
        'For how many days values are kept after they were replaced, for `as_of`; 0: for ever. What a tag stands for is always kept.',
      schema: days,
      example: '90',
      default: '365',
    },
    RETENTION_CONSENT_DAYS: {
      meaning: 'For how many days consents are kept after they expired; 0: for ever. Linked tenants are not affected.',
      schema: days,
      example: '7',
      default: '30',
    },
    RETENTION_ANSWER_DAYS: {
      meaning: 'For how many days an `Idempotency-Key` is remembered with the answer.',
      schema: wholeNumber(1, 365),
      example: '7',
      default: '1',
    },
  },
  read: (values): RetentionConfig => ({
    retention: {
      taskDays: values.RETENTION_TASK_DAYS,
      auditDays: values.RETENTION_AUDIT_DAYS,
      statusDays: values.RETENTION_STATUS_DAYS,
      valueDays: values.RETENTION_VALUE_DAYS,
      consentDays: values.RETENTION_CONSENT_DAYS,
      answerDays: values.RETENTION_ANSWER_DAYS,
    },
  }),
});
