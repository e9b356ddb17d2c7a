import type { RetentionSettings } from '../config/retention.ts';
import type { AzureCloud, ConsentSettings, ExpirySettings, PortalSignIn } from '../config.ts';
import type { Limits } from '../domain/limits.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Log } from '../log.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { Clock } from '../ports/clock.ts';
import type { Entra } from '../ports/entra.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Leases } from '../ports/leases.ts';
import type { Messages } from '../ports/messages.ts';
import type { News } from '../ports/news.ts';
import type { Random } from '../ports/random.ts';
import type { Receivers } from '../ports/receivers.ts';
import type { Rows } from '../ports/rows.ts';
import type { SiteFiles } from '../ports/site-files.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Vaults } from '../ports/vaults.ts';
import type { Usage } from './limits/usage.ts';

/** Everything a use-case may need; each takes only what it uses (`Pick<Deps, …>`). */
export interface Deps {
  clock: Clock;
  random: Random;
  rows: Rows;
  jobs: Jobs;
  news: News;
  messages: Messages;
  leases: Leases;
  cipher: Cipher;
  vaults: Vaults;
  entra: Entra;
  receivers: Receivers;
  log: Log;
  telemetry: Telemetry;
  azure: AzureCloud;
  consent: ConsentSettings;
  expiry: ExpirySettings;
  /** Of an organization that has none of its own. */
  limits: Limits;
  /** What this process remembers of how limits are used. */
  usage: Usage;
  /** Keys that do not exist, of one remote address. */
  wrongKeysPerMinute: number;
  portal: { files: SiteFiles; signIn?: PortalSignIn };
  /** The timer that has all integrations tested. */
  checkSchedule: Schedule;
  retention: RetentionSettings;
}
