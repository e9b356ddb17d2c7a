import { readdirSync, readFileSync } from 'node:fs';
import { logEvents, metrics, spans } from '../../shared/ports/signals.ts';
import { signalTables } from './signal-tables.ts';

const root = new URL('../../', import.meta.url);
const documentation = readFileSync(new URL('docs/observability.md', root), 'utf8');
const source = ['shared', 'functions']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && path !== 'ports/signals.ts')
      .map((path) => readFileSync(new URL(`${folder}/${path}`, root), 'utf8')),
  )
  .join('\n');

test.each(Object.entries(signalTables))(
  'docs/observability.md has the table of %s as it is declared',
  (_name, table) => {
    expect(documentation).toContain(table);
  },
);

test('every log event is declared, and every declared one is logged', () => {
  const logged = [...source.matchAll(/\blog\.(?:info|warn|error)\(\s*'([^']+)'/g)].map(([, event]) => event);
  expect([...new Set(logged)].sort()).toEqual(Object.keys(logEvents).sort());
});

test('what is declared is measured somewhere, and every span is opened', () => {
  const works = Object.entries(spans).filter(([, { kind }]) => kind === 'work');
  const byWork = works.flatMap(([name]) =>
    ['duration', 'vault_requests', 'vault_throttled'].map((of) => `${name}.${of}`),
  );
  const measured = [...source.matchAll(/\.measure\(\s*'([^']+)'/g)].map(([, name = '']) => name);
  expect([...new Set([...byWork, ...measured])].sort()).toEqual(Object.keys(metrics).sort());
  const opened = [...source.matchAll(/\.trace\(\s*'([^']+)'|observeWork\(\s*[\w.]+,\s*'([^']+)'/g)].map(
    ([, a, b]) => a ?? b,
  );
  expect([...new Set(opened)].sort()).toEqual(Object.keys(spans).sort());
});
