import { z } from 'zod';
import { isName, longestName } from '../domain/configuration/name.ts';

/** What a string property of a row holds at most. */
const longestDescription = 32_768;

/** The name of something in a request. */
export const nameField = z
  .string()
  .refine(isName, `1 to ${longestName} characters, none of them a control character.`)
  .meta({ maxLength: longestName });

/** The name of something in an answer, where the contract states its limit. */
export const shownName = z.string().meta({ maxLength: longestName });

/** A description in a request; may be empty. */
export const descriptionField = z
  .string()
  .max(longestDescription)
  .refine((text) => text.isWellFormed(), 'Not well-formed Unicode.');

/** A text in a query; clients send an empty one for none. */
export const queryText = z
  .string()
  .transform((text) => (text === '' ? undefined : text))
  .optional();
