import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { auditRefused, auditReport, exception, judgeAudit } from '../../scripts/supply-chain/judge-audit.ts';

const today = new Date('2026-11-26T12:00:00Z');
const url = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc';
const report = auditReport.parse({
  auditReportVersion: 2,
  vulnerabilities: {
    left: {
      name: 'left',
      severity: 'high',
      via: [{ source: 1, name: 'left', title: 'Reads too far', url, severity: 'high', range: '<2' }],
    },
    // Concerned because it needs the other.
    right: { name: 'right', severity: 'high', via: ['left'] },
  },
});
const known = {
  advisory: url,
  package: 'left',
  reason: 'Only the build uses it, on our own files.',
  expires: '2026-11-26',
};

test('a vulnerability is told once, with its advisory', () => {
  expect(judgeAudit(report, [], today)).toEqual([`left: Reads too far (high), ${url}`]);
});

test('one that is excepted passes up to the last day, and not beyond', () => {
  expect(judgeAudit(report, [known], today)).toEqual([]);
  expect(judgeAudit(report, [{ ...known, expires: '2026-11-25' }], today)).toEqual([
    `left: the exception for ${url} ended on 2026-11-25`,
  ]);
});

test('an exception is for one package and one advisory, and goes when that is gone', () => {
  const other = { ...known, package: 'up' };
  expect(judgeAudit(report, [other], today)).toHaveLength(2);
  expect(judgeAudit({ vulnerabilities: {} }, [known], today)).toEqual([
    `left: ${url} is no longer found; take its exception out`,
  ]);
});

test('only a registry without advisories is excused', () => {
  const refused = (statusCode: number) => auditRefused.safeParse({ message: '…', statusCode, error: {} }).success;
  expect([404, 405, 501].map(refused)).toEqual([true, true, true]);
  expect([401, 403, 429, 500, 503].map(refused)).toEqual([false, false, false, false, false]);
  expect(auditReport.safeParse({ message: '…', statusCode: 405 }).success).toBe(false);
});

test('the exceptions that there are have a reason and an end', () => {
  const text = readFileSync(new URL('../../scripts/supply-chain/exceptions.json', import.meta.url), 'utf8');
  expect(() => z.array(exception).parse(JSON.parse(text))).not.toThrow();
});
