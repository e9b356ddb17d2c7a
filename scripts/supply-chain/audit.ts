/**
 * Asks the registry for advisories about the locked packages. Fails on one that exceptions.json does not name, and on an
 * exception that has expired or is about nothing. A registry that offers no advisories (a mirror) is told, and passes.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { auditRefused, auditReport, exception, judgeAudit } from './judge-audit.ts';

const exceptions = z
  .array(exception)
  .parse(JSON.parse(readFileSync(new URL('exceptions.json', import.meta.url), 'utf8')));

const answer = await new Promise<string>((resolve) => {
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  // It exits with 1 both for vulnerabilities and for failures; what it prints tells them apart.
  execFile('npm', ['audit', '--json'], { cwd, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout) => resolve(stdout));
});
const printed: unknown = JSON.parse(answer);
const report = auditReport.safeParse(printed);
if (report.success) {
  const faults = judgeAudit(report.data, exceptions, new Date());
  process.stdout.write(faults.length === 0 ? 'No vulnerabilities are known that are not excepted.\n' : '');
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} else if (auditRefused.safeParse(printed).success) {
  process.stdout.write('NOT AUDITED: the npm registry that is configured here offers no advisories.\n');
} else {
  process.stderr.write(`npm audit gave no report: ${answer}\n`);
  process.exitCode = 1;
}
