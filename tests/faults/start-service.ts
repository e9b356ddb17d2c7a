import type { HostLogLine } from '../../sandbox/host/host-log.ts';
import {
  startWholeService,
  type WholeService,
  type WholeServiceOptions,
} from '../../scripts/whole-service/start-whole-service.ts';

export interface FaultsService extends WholeService {
  /** What the first host and its workers have logged. */
  lines: HostLogLine[];
}

/** The whole service for a test that disturbs it. */
export async function startService(options: WholeServiceOptions = {}): Promise<FaultsService> {
  const lines: HostLogLine[] = [];
  const service = await startWholeService({
    ...options,
    host: {
      log: (line) => lines.push(line),
      ...options.host,
    },
  });
  return { ...service, lines };
}
