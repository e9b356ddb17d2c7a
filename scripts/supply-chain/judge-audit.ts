import { z } from 'zod';

/** A vulnerability that is known and put up with until a day. */
export const exception = z.strictObject({
  /** The advisory's address, as `npm audit` names it: `https://github.com/advisories/GHSA-…`. */
  advisory: z.url(),
  package: z.string().min(1),
  /** Why it does no harm here, or what is being waited for. */
  reason: z.string().min(20),
  /** The last day, UTC, on which it is put up with. */
  expires: z.iso.date(),
});
export type Exception = z.infer<typeof exception>;

/** What `npm audit --json` prints, as far as it matters. https://docs.npmjs.com/cli/v11/commands/npm-audit */
export const auditReport = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      // A text names another package of the report, through which this one is concerned.
      via: z.array(
        z.union([z.string(), z.object({ name: z.string(), title: z.string(), url: z.url(), severity: z.string() })]),
      ),
    }),
  ),
});
export type AuditReport = z.infer<typeof auditReport>;

/** A registry that has no advisories: `npm audit` gets no answer that it understands. */
export const auditRefused = z.object({ statusCode: z.union([z.literal(404), z.literal(405), z.literal(501)]) });

/** What is wrong: vulnerabilities without an exception, and exceptions that have expired or are about nothing. */
export function judgeAudit(report: AuditReport, exceptions: readonly Exception[], today: Date): string[] {
  const day = today.toISOString().slice(0, 10);
  const advisories = Object.values(report.vulnerabilities).flatMap(({ via }) =>
    via.filter((each) => typeof each !== 'string'),
  );
  const concerns = (known: Exception, found: { name: string; url: string }) =>
    known.advisory === found.url && known.package === found.name;
  const vulnerable = advisories
    .filter((found) => !exceptions.some((known) => concerns(known, found)))
    .map(({ name, severity, title, url }) => `${name}: ${title} (${severity}), ${url}`);
  const expired = exceptions
    .filter(({ expires }) => expires < day)
    .map((known) => `${known.package}: the exception for ${known.advisory} ended on ${known.expires}`);
  const idle = exceptions
    .filter((known) => !advisories.some((found) => concerns(known, found)))
    .map((known) => `${known.package}: ${known.advisory} is no longer found; take its exception out`);
  return [...new Set([...vulnerable, ...expired, ...idle])].sort();
}
