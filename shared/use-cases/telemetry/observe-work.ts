import { errorCode } from '../../error-code.ts';
import { type DetailValue, type Dimension, metrics, type WorkName } from '../../ports/signals.ts';
import type { Span, SpanOptions } from '../../ports/telemetry.ts';
import type { Deps } from '../deps.ts';

/**
 * Does a piece of work within a span and measures how long it took and what it asked of vaults, told apart by what was
 * noted of it on the way.
 */
export function observeWork<T>(
  { telemetry, clock }: Pick<Deps, 'telemetry' | 'clock'>,
  name: WorkName,
  work: (span: Span) => Promise<T>,
  options?: SpanOptions,
): Promise<T> {
  const began = clock.now().getTime();
  return telemetry.trace(
    name,
    async (span) => {
      try {
        return await work(span);
      } catch (error) {
        span.note({ code: span.noted.code ?? errorCode(error) });
        throw error;
      } finally {
        const { vault_requests: requests = 0, vault_throttled: throttled = 0 } = span.noted;
        const measure = (metric: `${WorkName}.${'duration' | 'vault_requests' | 'vault_throttled'}`, value: number) =>
          telemetry.measure(metric, value, pick(span, metrics[metric].dimensions));
        measure(`${name}.duration`, (clock.now().getTime() - began) / 1000);
        if (Number(requests) > 0) measure(`${name}.vault_requests`, Number(requests));
        if (Number(throttled) > 0) measure(`${name}.vault_throttled`, Number(throttled));
      }
    },
    options,
  );
}

function pick({ noted }: Span, names: readonly Dimension[]): Partial<Record<Dimension, DetailValue>> {
  return Object.fromEntries(names.map((name) => [name, noted[name]]));
}
