import { Readable } from 'node:stream';
import { type Archive, ArchiveConflict, type Bytes } from '../../ports/archive.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { readStorageError, toStorageFault } from '../storage/storage-error.ts';
import { connectBlobs } from './connect-blobs.ts';

/** Blocks of this size, so many of them at once: what a backup takes of memory. A blob has up to 50,000 of them. */
const blockBytes = 4 * 1024 * 1024;
const blocksAtOnce = 2;
/** A download that is cut off goes on where it was, so many times. */
const resumptions = 5;

/**
 * An archive of block blobs in one container, which is made when something is first stored. Rejects with `StorageFault`.
 * https://learn.microsoft.com/rest/api/storageservices/put-block-list
 */
export function createBlobArchive(account: StorageAccount, containerName: string): Archive {
  const container = connectBlobs(account).getContainerClient(containerName);

  return {
    async put(name, bytes) {
      const taken = { conditions: { ifNoneMatch: '*' } };
      let failure: unknown;
      const source = Readable.from(
        watched(bytes, (error) => (failure = error)),
        { objectMode: false },
      );
      try {
        await container.createIfNotExists();
        await container.getBlockBlobClient(name).uploadStream(source, blockBytes, blocksAtOnce, taken);
      } catch (error) {
        if (failure !== undefined) throw failure;
        if (isConflict(error)) throw new ArchiveConflict(`there is a blob ${name} already`, { cause: error });
        throw toStorageFault(error);
      } finally {
        source.destroy();
      }
    },

    async open(name) {
      try {
        const { readableStreamBody } = await container
          .getBlobClient(name)
          .download(0, undefined, { maxRetryRequests: resumptions });
        return readableStreamBody && read(readableStreamBody);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw toStorageFault(error);
      }
    },

    async *list(suffix) {
      try {
        for await (const { name, properties } of container.listBlobsFlat()) {
          if (name.endsWith(suffix)) yield { name, bytes: properties.contentLength ?? 0 };
        }
      } catch (error) {
        if (!isMissing(error)) throw toStorageFault(error);
      }
    },
  };
}

/** Keeps the source's own error, of which the SDK would tell in words of its own. */
async function* watched(bytes: Bytes, failed: (error: unknown) => void): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    failed(error);
    throw error;
  }
}

async function* read(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of stream) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
  } catch (error) {
    throw toStorageFault(error);
  }
}

function isConflict(error: unknown): boolean {
  return ['BlobAlreadyExists', 'ConditionNotMet'].includes(readStorageError(error).code ?? '');
}

function isMissing(error: unknown): boolean {
  return readStorageError(error).status === 404;
}
