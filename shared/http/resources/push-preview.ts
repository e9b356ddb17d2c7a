import { z } from 'zod';
import type { DesiredSecret } from '../../domain/sync/desired-secret.ts';
import type { Problem } from '../../domain/sync/preflight.ts';
import type { PushPreview } from '../../use-cases/sync/actions/preview-push.ts';
import { pushCreateSchema } from './pushes.ts';

export const pushPreviewRequestSchema = pushCreateSchema
  .omit({ description: true, include_templates: true, dry_run: true, force: true })
  .extend({
    name: z.string().default('').meta({ description: 'What the variable push stands for.' }),
    push: z.guid().optional().meta({ description: 'The push that is changed: what it names and is gone may stay.' }),
  })
  .meta({ id: 'PushPreviewRequest' });

const problem = z.object({ code: z.string(), detail: z.string() });

const secret = z
  .object({
    venue_name: z.string(),
    environment_name: z.string(),
    project_name: z.string(),
    parameter_name: z.string(),
    tag_name: z.string().nullable(),
    /** Why it could not be pushed. */
    problem: problem.nullable(),
  })
  .meta({ id: 'PreviewedSecret' });

/** So many are shown at most. */
const mostShown = 1_000;

export const pushPreviewSchema = z
  .object({
    count: z.int(),
    /** How many of them could not be pushed. */
    problem_count: z.int(),
    /** What is wrong with the push as a whole. */
    problems: z.array(problem),
    /** The first thousand, those that could not be pushed before the others. */
    secrets: z.array(secret),
  })
  .meta({ id: 'PushPreview' });

export function presentPushPreview({ desired, problems }: PushPreview): z.input<typeof pushPreviewSchema> {
  const wrong = new Map<DesiredSecret, Problem>();
  for (const each of problems)
    if (each.desired !== undefined && !wrong.has(each.desired)) wrong.set(each.desired, each);
  const ordered = [...wrong.keys(), ...desired.filter((each) => !wrong.has(each))];
  return {
    count: desired.length,
    problem_count: wrong.size,
    problems: problems.filter((each) => each.desired === undefined).map(presentProblem),
    secrets: ordered.slice(0, mostShown).map((each) => presentSecret(each, wrong.get(each))),
  };
}

const presentProblem = ({ code, detail }: Problem) => ({ code, detail });

function presentSecret(
  { secretName, environment, project, parameter, tag }: DesiredSecret,
  found: Problem | undefined,
): z.input<typeof secret> {
  return {
    venue_name: secretName,
    environment_name: environment.name,
    project_name: project.name,
    parameter_name: parameter.name,
    tag_name: tag?.name ?? null,
    problem: found === undefined ? null : presentProblem(found),
  };
}
