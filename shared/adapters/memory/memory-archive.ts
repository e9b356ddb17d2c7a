import { type Archive, ArchiveConflict } from '../../ports/archive.ts';

export interface MemoryArchive extends Archive {
  /** Puts other bytes in the place of what is stored, or nothing. */
  tamper(name: string, bytes: Uint8Array | undefined): void;
}

/** An archive in this process's memory. */
export function createMemoryArchive(): MemoryArchive {
  const stored = new Map<string, Uint8Array>();

  return {
    async put(name, bytes) {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes) pieces.push(Uint8Array.from(piece));
      if (stored.has(name)) throw new ArchiveConflict(`there is ${name} already`);
      stored.set(name, Buffer.concat(pieces));
    },

    async open(name) {
      const bytes = stored.get(name);
      return bytes && onePiece(bytes);
    },

    async *list(suffix) {
      for (const name of [...stored.keys()].sort()) {
        if (name.endsWith(suffix)) yield { name, bytes: stored.get(name)?.byteLength ?? 0 };
      }
    },

    tamper(name, bytes) {
      if (bytes === undefined) stored.delete(name);
      else stored.set(name, bytes);
    },
  };
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield Uint8Array.from(bytes);
}
