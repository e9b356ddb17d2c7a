/** Rejects when this etag is not that of the version that the caller wants to change: what `If-Match` asks for. */
export type RequireUnchanged = (etag: string) => void;
