import { azure } from './azure.ts';
import { checks } from './checks.ts';
import { consent } from './consent.ts';
import { keys } from './keys.ts';
import { limits } from './limits.ts';
import { platform } from './platform.ts';
import { retention } from './retention.ts';
import { service } from './service.ts';
import type { Setting } from './setting.ts';
import { storage } from './storage.ts';
import { telemetry } from './telemetry.ts';
import { tokens } from './tokens.ts';
import { webhooks } from './webhooks.ts';

/** Every setting of the app, in the order in which they are documented and their faults reported. */
export const groups = [
  storage,
  keys,
  service,
  azure,
  consent,
  checks,
  limits,
  retention,
  webhooks,
  tokens,
  telemetry,
  platform,
] as const;

/** The same by name. */
export const settings: ReadonlyMap<string, Setting> = new Map(
  groups.flatMap((group) => Object.entries<Setting>(group.settings)),
);
