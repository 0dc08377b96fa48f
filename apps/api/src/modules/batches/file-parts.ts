import { AT_REST_OVERHEAD_BYTES, type Database } from '../../platform/index.ts';
import { readPart } from './files.repo.ts';
import { partPlace, type Seal } from './seals.ts';

/** Sealed, a part takes 256 kB. */
export const PART_BYTES = 256 * 1024 - AT_REST_OVERHEAD_BYTES;

export interface StoredFile {
  accountId: string;
  id: string;
  parts: number;
}

/** Opens the parts of a stored file. Throws when one is missing or damaged: somebody has changed the database. */
export class FileParts {
  #last: { part: number; bytes: Buffer } | null = null;

  constructor(
    private readonly db: Pick<Database, 'pool'>,
    private readonly file: StoredFile,
    private readonly seal: Seal,
  ) {}

  async *all(): AsyncGenerator<Buffer, void> {
    for (let part = 0; part < this.file.parts; part++) yield await this.#read(part);
  }

  /** Bytes from the middle of the file. What is read in order is opened once. */
  async range(start: number, length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    const end = start + length;
    for (let part = Math.floor(start / PART_BYTES); part * PART_BYTES < end; part++) {
      const bytes = this.#last?.part === part ? this.#last.bytes : await this.#read(part);
      this.#last = { part, bytes };
      pieces.push(bytes.subarray(Math.max(0, start - part * PART_BYTES), end - part * PART_BYTES));
    }
    return Buffer.concat(pieces);
  }

  async #read(part: number): Promise<Buffer> {
    const { accountId, id, parts } = this.file;
    const sealed = await readPart(this.db.pool, { accountId, fileId: id, part });
    const bytes = sealed && this.seal.open(partPlace(part, parts), sealed);
    if (!bytes) throw new Error('a part of a stored file is missing or damaged');
    return bytes;
  }
}
