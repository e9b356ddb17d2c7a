/** Why an app cannot be run: `main-missing`, `no-functions`, `load-failed` (the app threw), `setting-missing` or `configuration`. */
export class AppStartError extends Error {
  readonly code: AppStartErrorCode;

  constructor(code: AppStartErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppStartError';
    this.code = code;
  }
}

export type AppStartErrorCode = 'main-missing' | 'no-functions' | 'load-failed' | 'setting-missing' | 'configuration';
