/** Rejects when this etag or revision is not that of the version that the caller wants to change: what `If-Match` asks for. */
export type RequireUnchanged = (revision: string) => void;
