/** How a file may be packed: content codings of HTTP (RFC 9110, 8.4.1). */
export const encodings = ['br', 'gzip'] as const;

export type Encoding = (typeof encodings)[number];

export interface SiteFile {
  bytes: Uint8Array;
  /** Absent: not packed. */
  encoding?: Encoding;
  /** Another one for other bytes: letters, digits, `_` and `-`. */
  version: string;
}

/** The files of a web site, as they were built. */
export interface SiteFiles {
  /**
   * A file by its path, without a slash at its beginning, packed in one of the encodings if it was built so.
   * Undefined when the site has no such file, whatever the path looks like.
   */
  read(path: string, accepted: readonly Encoding[]): Promise<SiteFile | undefined>;
}
