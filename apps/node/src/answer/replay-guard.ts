import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { systemReason } from '../home/home.ts';

/** The file is rewritten when so many lines have gathered beyond twice those that count. */
const COMPACT_AFTER_LINES = 10_000;

/**
 * Jobs that this node has taken on, kept as long as their terms are honoured: no attempt at one is answered twice, across restarts
 * too. A job that broke off here may come again as a later attempt; attempts only grow.
 * Written before the work begins, without waiting for the disk: a power cut also ends the keys that a replay would need.
 */
export class ReplayGuard {
  readonly #taken = new Map<string, Taken>();
  #file: number;
  #lines = 0;
  /** Lines of the last rewriting. */
  #kept = 0;

  constructor(
    private readonly path: string,
    private readonly nowMs: () => number,
  ) {
    for (const line of readLines(path)) {
      const [jobId, expiresAt, attempt] = line.split(' ');
      // A line of a version that knew no attempts, or one that a crash cut, bars the job.
      const taken = { expiresAtMs: Number(expiresAt), attempt: Number(attempt || Number.MAX_SAFE_INTEGER) };
      if (jobId && taken.expiresAtMs > nowMs()) this.#taken.set(jobId, taken);
    }
    this.#file = this.#rewrite();
  }

  /** @returns false when this attempt at the job, or a later one, was taken on before. */
  take(jobId: string, attempt: number, expiresAtMs: number): boolean {
    const before = this.#taken.get(jobId);
    if (before && attempt <= before.attempt) return false;
    // A later wrap of the same job has terms of its own: the longest life counts.
    const taken = { attempt, expiresAtMs: Math.max(expiresAtMs, before?.expiresAtMs ?? 0) };
    this.#taken.set(jobId, taken);
    writeSync(this.#file, lineOf(jobId, taken));
    if (++this.#lines > COMPACT_AFTER_LINES + 2 * this.#kept) this.#forget();
    return true;
  }

  close(): void {
    closeSync(this.#file);
  }

  #forget(): void {
    for (const [jobId, { expiresAtMs }] of this.#taken) if (expiresAtMs <= this.nowMs()) this.#taken.delete(jobId);
    closeSync(this.#file);
    this.#file = this.#rewrite();
  }

  #rewrite(): number {
    const draft = `${this.path}.draft`;
    const lines = [...this.#taken].map(([jobId, taken]) => lineOf(jobId, taken));
    writeFileSync(draft, lines.join(''), { mode: 0o600 });
    renameSync(draft, this.path);
    this.#lines = lines.length;
    this.#kept = lines.length;
    return openSync(this.path, 'a', 0o600);
  }
}

interface Taken {
  attempt: number;
  expiresAtMs: number;
}

const lineOf = (jobId: string, { expiresAtMs, attempt }: Taken): string => `${jobId} ${expiresAtMs} ${attempt}\n`;

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    if (systemReason(error) === 'ENOENT') return [];
    throw error;
  }
}
