/**
 * Rejects when what was found is not the version that the caller wants to change: what `If-Match` asks for. Call it in the
 * attempt that writes, about the row whose etag the write names: then nobody's change comes between the two.
 */
export type RequireUnchanged<T> = (found: T) => void;
