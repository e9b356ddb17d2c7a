/** By code: HTTP status, title for a person, and what to do next. */
export type Problems = Readonly<Record<string, readonly [status: number, title: string, next: string]>>;
