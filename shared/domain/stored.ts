/** Something as it was read, with the mark that tells whether it has changed since. */
export type Stored<T> = T & { etag: string };
