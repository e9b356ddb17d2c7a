import { type AadstsNumber, aadstsErrors } from './aadsts-errors.ts';

export interface FaultOptions extends ErrorOptions {
  /** Where the same number comes with another OAuth `error` than in the table. */
  error?: string;
  /** Tells clients what kind of interaction would help, e.g. `consent_required`. */
  suberror?: string;
}

/** A refusal by its AADSTS number; `details` fill the placeholders of its text. */
export class AadstsFault extends Error {
  override readonly name = 'AadstsFault';
  readonly number: AadstsNumber;
  readonly error: string;
  readonly status: 400 | 401;
  readonly suberror?: string;

  constructor(number: AadstsNumber, details: Record<string, string> = {}, options: FaultOptions = {}) {
    const entry = aadstsErrors[number];
    const text = entry.text.replace(/\{(\w+)\}/g, (placeholder, key: string) => details[key] ?? placeholder);
    super(`AADSTS${number}: ${text}`, options);
    this.number = number;
    this.error = options.error ?? entry.error;
    this.status = entry.status;
    this.suberror = options.suberror;
  }
}
