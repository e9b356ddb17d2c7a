import type { Problem } from './preflight.ts';
import type { StepContent } from './step.ts';

/** How many problems the task itself tells; the steps tell them all. */
const mostSentences = 5;

/** What a push comes to that must not begin: one failed step per problem, and why as a whole. */
export function refusePush(problems: readonly Problem[]): {
  steps: StepContent[];
  unchanged: number;
  failure: { code: string; detail: string };
} {
  const codes = new Set(problems.map(({ code }) => code));
  const [onlyCode] = codes;
  const sentences = problems.slice(0, mostSentences).map(({ detail }) => detail);
  const more = problems.length - sentences.length;
  return {
    steps: problems.map(toStep),
    unchanged: 0,
    failure: {
      code: codes.size === 1 && onlyCode !== undefined ? onlyCode : 'preflight.failed',
      detail: [...sentences, ...(more > 0 ? [`And ${more} more; see the steps.`] : []), 'Nothing was written.'].join(
        ' ',
      ),
    },
  };
}

function toStep({ code, detail, desired }: Problem): StepContent {
  const failed = { subject: 'value', operation: null, state: 'failed', error: { code, detail } } as const;
  if (desired === undefined) return failed;
  const { secretName, environment, project, parameter, tag } = desired;
  return {
    ...failed,
    secretName,
    environmentId: environment.id,
    environmentName: environment.name,
    projectId: project.id,
    projectName: project.name,
    parameterId: parameter.id,
    parameterName: parameter.name,
    parameterProjectId: parameter.projectId,
    ...(tag === undefined ? {} : { tagId: tag.id, tagName: tag.name }),
  };
}
