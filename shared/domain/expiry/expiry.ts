/** An imported secret that expires, as the vault's list last told. */
export interface Expiry {
  secretName: string;
  /** Whole seconds since 1970. */
  expires: number;
  /** The pull that imports it. */
  actionId: string;
  /** When it was told that it is about to; absent until then. */
  toldAt?: Date;
}

/** Up to when something expires that is to be told now; whole seconds since 1970. */
export function noticeEnd(now: Date, noticeDays: number): number {
  return Math.floor(now.getTime() / 1000) + noticeDays * 86_400;
}
