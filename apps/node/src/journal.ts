import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { type LateReceipt, LateReceiptSchema } from '@spindle/shared';
import * as z from 'zod/mini';
import { systemReason } from './home/home.ts';

const EntrySchema = z.union([z.object({ put: LateReceiptSchema }), z.object({ ack: z.array(z.string()) })]);
type Entry = z.output<typeof EntrySchema>;

/** Rewritten when so many acknowledgements have gathered: the file stays small without being rewritten often. */
const COMPACT_AFTER_ENTRIES = 2_000;

/**
 * Receipts that the market has not acknowledged: an append-only file, `crc32 json` per line. What `put` has answered for
 * survives a crash of the program, and of the machine. It holds signed receipts: hashes and numbers, never text.
 */
export class Journal {
  #handle: FileHandle;
  #waiting: { line: string; done: (error: Error | null) => void }[] = [];
  #isWriting = false;
  #isTorn = false;
  #entries = 0;
  readonly #receipts: Map<string, LateReceipt>;

  private constructor(
    private readonly path: string,
    handle: FileHandle,
    receipts: Map<string, LateReceipt>,
  ) {
    this.#handle = handle;
    this.#receipts = receipts;
  }

  /** Reads what an earlier run left, without the line that its end may have torn, and starts a clean file. */
  static async open(path: string): Promise<Journal> {
    const receipts = replay(await readLines(path));
    return new Journal(path, await rewrite(path, receipts), receipts);
  }

  /** Receipts that wait, oldest first. */
  get undelivered(): LateReceipt[] {
    return [...this.#receipts.values()];
  }

  /** Resolves when the receipt is on the disk. @throws when it cannot be (a full disk): it is then kept in memory only. */
  async put(receipt: LateReceipt): Promise<void> {
    this.#receipts.set(receipt.jobId, receipt);
    await this.#append({ put: receipt });
  }

  /** Drops receipts that the market has acknowledged. */
  async ack(jobIds: readonly string[]): Promise<void> {
    const known = jobIds.filter((jobId) => this.#receipts.delete(jobId));
    if (known.length > 0) await this.#append({ ack: known });
  }

  async close(): Promise<void> {
    while (this.#isWriting) await new Promise((resolve) => setImmediate(resolve));
    await this.#handle.close();
  }

  #append(entry: Entry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line: lineOf(entry), done: (error) => (error ? reject(error) : resolve()) });
      if (!this.#isWriting) void this.#write();
    });
  }

  /** Writes all that wait with one flush of the disk, again and again until none do. */
  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const error = await this.#flush(batch.map(({ line }) => line).join(''), batch.length);
      for (const { done } of batch) done(error);
    }
    this.#isWriting = false;
  }

  async #flush(lines: string, count: number): Promise<Error | null> {
    try {
      this.#entries += count;
      if (this.#entries > COMPACT_AFTER_ENTRIES + 2 * this.#receipts.size) {
        // The map already holds what `lines` say.
        const old = this.#handle;
        this.#handle = await rewrite(this.path, this.#receipts);
        this.#entries = this.#receipts.size;
        await old.close();
      } else {
        await this.#handle.appendFile(this.#isTorn ? `\n${lines}` : lines);
        await this.#handle.datasync();
      }
      this.#isTorn = false;
      return null;
    } catch (error) {
      // A full disk may have taken half a line: the next one must not be glued to it.
      this.#isTorn = true;
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

function lineOf(entry: Entry): string {
  const json = JSON.stringify(entry);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
}

async function readLines(path: string): Promise<string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n');
  } catch (error) {
    if (systemReason(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A line that is torn or damaged says nothing; those around it still count. */
function replay(lines: readonly string[]): Map<string, LateReceipt> {
  const receipts = new Map<string, LateReceipt>();
  for (const line of lines) {
    const entry = readEntry(line);
    if (!entry) continue;
    if ('put' in entry) receipts.set(entry.put.jobId, entry.put);
    else for (const jobId of entry.ack) receipts.delete(jobId);
  }
  return receipts;
}

function readEntry(line: string): Entry | null {
  const json = line.slice(9);
  if (line.length < 10 || Number.parseInt(line.slice(0, 8), 16) !== crc32(json)) return null;
  try {
    const parsed = EntrySchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Puts a file with just these receipts in the place of the old one, whole or not at all. */
async function rewrite(path: string, receipts: ReadonlyMap<string, LateReceipt>): Promise<FileHandle> {
  const draft = `${path}.draft`;
  const file = await open(draft, 'w', 0o600);
  await file.writeFile([...receipts.values()].map((put) => lineOf({ put })).join(''));
  await file.datasync();
  await file.close();
  await rename(draft, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync().catch(() => {});
  await folder.close();
  return open(path, 'a', 0o600);
}
