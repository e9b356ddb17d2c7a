import type { Schedule } from '../domain/schedule.ts';
import { schedule, wholeNumber } from './fields.ts';
import { group } from './setting.ts';

export interface ExpirySettings {
  /** How long before a secret expires it is told, in days. */
  noticeDays: number;
}

export interface ChecksConfig {
  /** When the access to all vaults is tested. */
  checkSchedule: Schedule;
  expiry: ExpirySettings;
}

export const checks = group({
  title: 'Watching vaults and secrets',
  settings: {
    CHECK_SCHEDULE: {
      meaning: 'When the access to all vaults is tested: NCRONTAB, six fields, UTC, turns at least a minute apart.',
      schema: schedule,
      example: '0 0 3 * * *',
      default: '0 */15 * * * *',
    },
    EXPIRY_NOTICE_DAYS: {
      meaning: 'How many days before it expires an imported secret is listed and told.',
      schema: wholeNumber(1, 3_650),
      example: '14',
      default: '30',
    },
  },
  read: (values): ChecksConfig => ({
    checkSchedule: values.CHECK_SCHEDULE,
    expiry: { noticeDays: values.EXPIRY_NOTICE_DAYS },
  }),
});
