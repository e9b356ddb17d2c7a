import { formatTraceParent, parseTraceParent } from '../../shared/ports/trace-parent.ts';

const ids = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const text = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test('what is written is read', () => {
  for (const flags of [0, 1]) expect(parseTraceParent(formatTraceParent({ ...ids, flags }))).toEqual({ ...ids, flags });
});

test('a version to come may append to it, and its flags but "sampled" mean nothing', () => {
  expect(parseTraceParent(`${text.replace('00-', '01-')}-more`)).toEqual({ ...ids, flags: 1 });
  expect(parseTraceParent(text.replace(/01$/, 'fe'))).toEqual({ ...ids, flags: 0 });
});

test.each([
  undefined,
  '',
  `${text}-`,
  ` ${text}`,
  `${text}\n`,
  text.slice(0, -1),
  `ff${text.slice(2)}`,
  text.toUpperCase(),
])('%j is none', (other) => expect(parseTraceParent(other)).toBeUndefined());
