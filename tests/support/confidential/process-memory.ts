import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** A piece of a process's memory. Pieces overlap a little, so that nothing is cut in two. */
export interface MemoryPiece {
  /** What the kernel calls it: `[heap]`, a file, or nothing. */
  name: string;
  bytes: Buffer;
}

const PIECE_BYTES = 32 * 1024 * 1024;
const OVERLAP_BYTES = 1_024;

/**
 * Reads all that a process has written to its memory, while it stands still: heap, stacks, buffers, whatever was freed
 * and not written over. What is mapped from files and can't be written is left out. Linux alone.
 * @param look called with each piece; it must keep nothing of it, since its bytes are written over by the next.
 * @returns how many bytes were read.
 */
export function readMemory(pid: number, look: (piece: MemoryPiece) => void): number {
  process.kill(pid, 'SIGSTOP');
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  let total = 0;
  try {
    for (const { from, to, name } of regionsOf(pid)) {
      for (let at = from; at < to; at += PIECE_BYTES - OVERLAP_BYTES) {
        const length = readSync(memory, buffer, 0, Math.min(PIECE_BYTES, to - at), at);
        total += length;
        look({ name, bytes: buffer.subarray(0, length) });
      }
    }
  } finally {
    closeSync(memory);
    process.kill(pid, 'SIGCONT');
  }
  return total;
}

interface Region {
  from: number;
  to: number;
  name: string;
}

/** Those of which anything is in memory. */
function regionsOf(pid: number): Region[] {
  const regions: Region[] = [];
  let region: Region | null = null;
  for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
    const head = /^([0-9a-f]+)-([0-9a-f]+) (....) \S+ \S+ \S+\s*(.*)$/.exec(line);
    if (head) {
      const [, from = '', to = '', rights = '', name = ''] = head;
      // Rings that are shared with the kernel, and devices, cannot be read so.
      const isOurs = rights.startsWith('rw') && !/^(anon_inode:|\/dev\/|\[v)/.test(name);
      region = isOurs ? { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), name } : null;
    } else if (region && /^Rss:\s+[1-9]/.test(line)) {
      regions.push(region);
    }
  }
  return regions;
}
