import { z } from 'zod';
import type { Comparison, Side } from '../../use-cases/sync/tasks/compare-step.ts';

const side = z.object({
  /** Null: there is none, or it cannot be told. */
  value: z.string().nullable(),
  error_code: z.string().nullable(),
  error_detail: z.string().nullable(),
});

export const stepValuesSchema = z
  .object({
    venue_name: z.string(),
    vault: side,
    configuration: side,
    /** Whether both have one, and the same. */
    same: z.boolean(),
  })
  .meta({ id: 'StepValues' });

export function presentComparison({ step, vault, configuration }: Comparison): z.input<typeof stepValuesSchema> {
  const [one, other] = [secretOf(vault), secretOf(configuration)];
  return {
    venue_name: step.secretName,
    vault: presentSide(vault),
    configuration: presentSide(configuration),
    same: one !== null && other !== null && one.equals(other),
  };
}

const secretOf = (seen: Side) => ('value' in seen ? seen.value : null);

function presentSide(seen: Side): z.input<typeof side> {
  if ('problem' in seen) return { value: null, error_code: seen.problem.code, error_detail: seen.problem.detail };
  return { value: seen.value?.reveal() ?? null, error_code: null, error_detail: null };
}
