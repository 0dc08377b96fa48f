import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type Block, BlockSchema } from './block.ts';

/** `previous` of the first block. */
export const NO_BLOCK = '';

export interface JournalLine {
  block: Block;
  /** Of the line's text, in base64; the next line names it. */
  hash: string;
}

/**
 * The blocks of a chain in a file, one JSON line each, only ever appended. A line counts when it is whole and flushed
 * (or only whole, where nothing outlives a power cut anyway); what a killed program left of one is cut off.
 */
export class Journal {
  private constructor(
    private readonly file: FileHandle,
    private sizeBytes: number,
    private lastHash: string,
    private readonly isDurable: boolean,
  ) {}

  /**
   * Opens or makes the file, and hands every block in it to `onLine`, oldest first.
   * @param isDurable false for a chain that is thrown away: no block waits for the disk.
   * @throws Error that names the line, when one is damaged.
   */
  static async open(path: string, isDurable: boolean, onLine: (line: JournalLine) => void): Promise<Journal> {
    const file = await open(path, 'a+', 0o644);
    try {
      const { sizeBytes, lastHash } = readLines(await file.readFile(), path, onLine);
      await file.truncate(sizeBytes);
      return new Journal(file, sizeBytes, lastHash, isDurable);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /**
   * Appends a block and returns its hash once it is on disk.
   * @throws what the file system throws; the file is then as it was.
   */
  async append(block: Omit<Block, 'previous'>): Promise<string> {
    const text = JSON.stringify({ ...block, previous: this.lastHash } satisfies Block);
    const bytes = Buffer.from(`${text}\n`);
    try {
      await this.file.appendFile(bytes);
      if (this.isDurable) await this.file.datasync();
    } catch (error) {
      await this.file.truncate(this.sizeBytes);
      throw error;
    }
    this.sizeBytes += bytes.length;
    this.lastHash = hashOf(text);
    return this.lastHash;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** Hands over every whole line; what follows the last one is no block. */
function readLines(content: Buffer, path: string, onLine: (line: JournalLine) => void) {
  let lastHash = NO_BLOCK;
  let end = 0;
  for (let number = 1; ; number++) {
    const newline = content.indexOf(0x0a, end);
    if (newline < 0) return { sizeBytes: end, lastHash };
    const line = readLine(content.subarray(end, newline).toString('utf8'), number, lastHash, path);
    onLine(line);
    lastHash = line.hash;
    end = newline + 1;
  }
}

function readLine(text: string, number: number, previous: string, file: string): JournalLine {
  const block = parse(text);
  if (!block) throw damaged(file, number, 'is not a block');
  if (block.seqno !== number) throw damaged(file, number, `holds block ${block.seqno}`);
  if (block.previous !== previous) throw damaged(file, number, 'does not follow from the line before');
  return { block, hash: hashOf(text) };
}

function parse(text: string): Block | null {
  try {
    const parsed = BlockSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function damaged(file: string, line: number, why: string): Error {
  return new Error(
    `Line ${line} of ${file} ${why}: the file is damaged. Put it back from a backup, or move its folder away to begin ` +
      'with a new chain (all test coins are gone then).',
  );
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
