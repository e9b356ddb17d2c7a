import { z } from 'zod';
import { exportFormats } from '../../domain/export/render-export.ts';
import { ServiceError } from '../../errors.ts';
import type { UnfitParameter } from '../../use-cases/configuration/export-parameters.ts';
import { queryBoolean } from '../boolean-fields.ts';
import { momentQuery } from '../moment-query.ts';
import type { Reply } from '../route.ts';
import { queryText } from '../text-fields.ts';

export const parameterExportSchema = z
  .object({ body: z.string(), has_secret: z.boolean() })
  .meta({ id: 'ParameterExport' });

const entrySchema = z
  .object({
    parameter_id: z.uuid(),
    parameter_name: z.string(),
    error_code: z.string(),
    error_detail: z.string(),
  })
  .meta({ id: 'TemplateLookupErrorEntry' });

/** Why the parameters cannot be exported, one by one. Clients read `detail` as a list here, and only here. */
export const templateLookupErrorSchema = z.object({ detail: z.array(entrySchema) }).meta({ id: 'TemplateLookupError' });

export const parameterExportQuery = z.object({
  as_of: momentQuery,
  contains: queryText,
  endswith: queryText,
  environment: queryText,
  explicit_export: queryBoolean(false),
  mask_secrets: queryBoolean(false),
  ordering: z.enum(['name', '-name']).optional().meta({ type: 'string' }),
  output: z.enum(exportFormats).default('docker').meta({ type: 'string' }),
  startswith: queryText,
  tag: queryText,
});

/** A problem, but for `detail`. */
export function unfitReply(parameters: readonly UnfitParameter[]): Reply {
  const { code, status, title, next } = new ServiceError('parameter.not-exportable');
  const body: z.input<typeof templateLookupErrorSchema> = {
    detail: parameters.map(({ parameter, reason }) => ({
      parameter_id: parameter.id,
      parameter_name: parameter.name,
      error_code: code,
      error_detail: reason,
    })),
  };
  return {
    status,
    body: { code, status, title, next, ...body },
    headers: { 'Content-Type': 'application/problem+json' },
  };
}
