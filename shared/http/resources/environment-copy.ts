import { z } from 'zod';
import { bodyBoolean } from '../boolean-fields.ts';
import { descriptionField, nameField } from '../text-fields.ts';

export const environmentCopySchema = z
  .object({
    name: nameField,
    description: descriptionField.optional(),
    /** The names of the copies of the environments below, by the names of these. */
    child_environment_names: z.record(z.string(), z.string()).nullable().optional(),
    recursive: bodyBoolean.optional(),
  })
  .meta({ id: 'EnvironmentCopy' });
