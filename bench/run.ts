/**
 * Measures on the local Azure and prints a table, or with `--json` a line per figure. Exits with 0 when it could
 * measure, whatever it measured: times say something only beside others of the same run.
 */
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';
import { figuresAsJson, figuresAsTable } from './print-figures.ts';

const benches: Record<string, (options: { small: boolean }) => Promise<Figure[]>> = {
  'cold-start': async (options) => (await import('./cold-start.ts')).benchColdStart(options),
  health: async (options) => (await import('./health.ts')).benchHealth(options),
  portal: async (options) => (await import('./portal.ts')).benchPortal(options),
  store: async (options) => (await import('./store.ts')).benchStore(options),
  sync: async (options) => (await import('./sync.ts')).benchSync(options),
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    small: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench === undefined || positionals.length > 1) {
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(benches).join(' | ')} [--json] [--small]\n`);
  process.exit(2);
}

const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} threads, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
process.stderr.write(`Measuring on ${machine} …\n`);
const figures = await bench(options);
if (figures.length > 0) process.stdout.write(options.json ? figuresAsJson(name, figures) : figuresAsTable(figures));
