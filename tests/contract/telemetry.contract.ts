import type { FinishedSpan, Measurement } from '../../shared/adapters/memory/memory-telemetry.ts';
import type { Span, Telemetry } from '../../shared/ports/telemetry.ts';
import { parseTraceParent } from '../../shared/ports/trace-parent.ts';

export interface TelemetryBench {
  telemetry: Telemetry;
  /** What was recorded so far; absent where nothing records. */
  recorded?(): Promise<{ spans: FinishedSpan[]; measurements: Measurement[] }>;
}

const outside = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** What every implementation of `Telemetry` keeps, whether it records or not. */
export function describeTelemetry(name: string, make: () => TelemetryBench): void {
  describe(`telemetry: ${name}`, () => {
    let bench: TelemetryBench;
    beforeEach(() => {
      bench = make();
    });
    const inSpan = (options?: { parent?: string; link?: string }) =>
      bench.telemetry.trace('http.request', async (span) => span, options);

    it('gives every span valid ids, and every trace one of its own', async () => {
      const [one, other] = [await inSpan(), await inSpan()];
      expect(parseTraceParent(one.traceparent)).toMatchObject({ traceId: one.traceId, spanId: one.spanId });
      expect(one.traceId).not.toBe(other.traceId);
      expect(one.spanId).not.toBe(other.spanId);
    });

    it('goes on with the trace that a traceparent names, by a span of its own', async () => {
      const span = await inSpan({ parent: outside });
      expect(span.traceId).toBe('0af7651916cd43dd8448eb211c80319c');
      expect(span.spanId).not.toBe('b7ad6b7169203331');
      expect(parseTraceParent(span.traceparent)?.flags).toBe(1);
    });

    it.each([
      '',
      'nonsense',
      outside.toUpperCase(),
      `${outside}-more`,
      outside.replace('00-', 'ff-'),
      '00-00000000000000000000000000000000-b7ad6b7169203331-01',
      '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
      `00-0af7651916cd43dd8448eb211c80319c\r\n-b7ad6b7169203331-01`,
    ])('ignores %j', async (parent) => {
      const span = await inSpan({ parent, link: parent });
      expect(span.traceId).not.toBe('0af7651916cd43dd8448eb211c80319c');
    });

    it('puts a span inside the one that its caller works in, and nobody in one that has ended', async () => {
      const { telemetry } = bench;
      const ids = await telemetry.trace('http.request', async (outer) => {
        expect(telemetry.active()).toBe(outer);
        const inner = await telemetry.trace('vault.request', async (span) => span);
        expect(telemetry.active()).toBe(outer);
        return { outer, inner };
      });
      expect(ids.inner.traceId).toBe(ids.outer.traceId);
      expect(ids.inner.spanId).not.toBe(ids.outer.spanId);
      expect(telemetry.active()).toBeUndefined();
    });

    it('keeps those apart that work at the same time', async () => {
      const { telemetry } = bench;
      const seen = await Promise.all(
        Array.from({ length: 20 }, () =>
          telemetry.trace('task.run', async (span) => {
            await new Promise(setImmediate);
            return [span, telemetry.active()];
          }),
        ),
      );
      for (const [span, active] of seen) expect(active).toBe(span);
      expect(new Set(seen.map(([span]) => span?.traceId)).size).toBe(20);
    });

    it('tells what was noted, the last value of each, and nothing that is undefined', async () => {
      const span = await bench.telemetry.trace('task.run', async (open: Span) => {
        open.note({ kind: 'pull', outcome: 'waits', code: undefined });
        open.note({ outcome: 'finished', vault_requests: 3 });
        return open;
      });
      expect(span.noted).toEqual({ kind: 'pull', outcome: 'finished', vault_requests: 3 });
    });

    it('hands on what the work rejects with, and notes its code', async () => {
      const error = Object.assign(new Error('canary'), { code: 'vault.throttled' });
      let span: Span | undefined;
      const work = bench.telemetry.trace('task.run', async (open) => {
        span = open;
        throw error;
      });
      await expect(work).rejects.toBe(error);
      expect(span?.noted).toEqual({ code: 'vault.throttled' });
    });

    it('records spans with parent, link, details and whether they failed', async () => {
      const recorded = bench.recorded?.bind(bench);
      if (recorded === undefined) return;
      const { telemetry } = bench;
      const parent = '00-1af7651916cd43dd8448eb211c80319c-a7ad6b7169203331-01';
      await telemetry.trace('access_test', async (span) => span.note({ status: 'connected' }), {
        parent,
        link: outside,
      });
      const failing = async () => {
        throw new Error('canary');
      };
      await telemetry.trace('task.run', failing).catch(() => undefined);
      await telemetry.trace('http.request', async (span) => span.fail());
      const { spans } = await recorded();
      expect(spans).toMatchObject([
        {
          name: 'access_test',
          traceId: '1af7651916cd43dd8448eb211c80319c',
          parentSpanId: 'a7ad6b7169203331',
          links: ['b7ad6b7169203331'],
          failed: false,
          details: { status: 'connected' },
        },
        { name: 'task.run', parentSpanId: undefined, links: [], failed: true, details: { code: 'unexpected' } },
        { name: 'http.request', failed: true, details: {} },
      ]);
      expect(JSON.stringify(spans)).not.toContain('canary');
    });

    it('records measurements of each kind with their dimensions', async () => {
      const recorded = bench.recorded?.bind(bench);
      const { telemetry } = bench;
      telemetry.measure('queue.messages', 2, { queue: 'tasks', outcome: 'done' });
      telemetry.measure('task.run.duration', 1.5, { kind: 'pull', outcome: 'finished', code: undefined });
      telemetry.measure('tasks.open', 7, {});
      if (recorded === undefined) return;
      expect((await recorded()).measurements).toEqual([
        { name: 'queue.messages', value: 2, dimensions: { queue: 'tasks', outcome: 'done' } },
        { name: 'task.run.duration', value: 1.5, dimensions: { kind: 'pull', outcome: 'finished' } },
        { name: 'tasks.open', value: 7, dimensions: {} },
      ]);
    });
  });
}
