import type { AzureCloud, ConsentSettings } from '../config.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Log } from '../log.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { Clock } from '../ports/clock.ts';
import type { Entra } from '../ports/entra.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Leases } from '../ports/leases.ts';
import type { Random } from '../ports/random.ts';
import type { Rows } from '../ports/rows.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Vaults } from '../ports/vaults.ts';

/** Everything a use-case may need; each takes only what it uses (`Pick<Deps, …>`). */
export interface Deps {
  clock: Clock;
  random: Random;
  rows: Rows;
  jobs: Jobs;
  leases: Leases;
  cipher: Cipher;
  vaults: Vaults;
  entra: Entra;
  log: Log;
  telemetry: Telemetry;
  azure: AzureCloud;
  consent: ConsentSettings;
  /** The timer that has all integrations tested. */
  checkSchedule: Schedule;
}
