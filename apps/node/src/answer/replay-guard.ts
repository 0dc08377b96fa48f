import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { systemReason } from '../home/home.ts';

/** The file is rewritten when so many lines have gathered and most are out of date. */
const COMPACT_AFTER_LINES = 10_000;

/**
 * Jobs that this node has taken on, kept until their terms expire: no job is answered twice, across restarts too.
 * Written before the work begins, without waiting for the disk: a power cut also ends the keys that a replay would need.
 */
export class ReplayGuard {
  readonly #expiresAt = new Map<string, number>();
  #file: number;
  #lines = 0;

  constructor(
    private readonly path: string,
    private readonly nowMs: () => number,
  ) {
    for (const line of readLines(path)) {
      const [jobId, expiresAt] = line.split(' ');
      if (jobId && Number(expiresAt) > nowMs()) this.#expiresAt.set(jobId, Number(expiresAt));
    }
    this.#file = this.#rewrite();
  }

  /** @returns false when this job was taken on before. */
  take(jobId: string, expiresAtMs: number): boolean {
    if (this.#expiresAt.has(jobId)) return false;
    this.#expiresAt.set(jobId, expiresAtMs);
    writeSync(this.#file, `${jobId} ${expiresAtMs}\n`);
    if (++this.#lines > COMPACT_AFTER_LINES) this.#forget();
    return true;
  }

  close(): void {
    closeSync(this.#file);
  }

  #forget(): void {
    for (const [jobId, expiresAt] of this.#expiresAt) if (expiresAt <= this.nowMs()) this.#expiresAt.delete(jobId);
    if (this.#expiresAt.size > COMPACT_AFTER_LINES / 2) return;
    closeSync(this.#file);
    this.#file = this.#rewrite();
  }

  #rewrite(): number {
    const draft = `${this.path}.draft`;
    const lines = [...this.#expiresAt].map(([jobId, expiresAt]) => `${jobId} ${expiresAt}\n`);
    writeFileSync(draft, lines.join(''), { mode: 0o600 });
    renameSync(draft, this.path);
    this.#lines = lines.length;
    return openSync(this.path, 'a', 0o600);
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    if (systemReason(error) === 'ENOENT') return [];
    throw error;
  }
}
