import type { HoldInput, TermsByNode } from './hold.ts';

/**
 * The open holds of this process. A hold is written without waiting for the disk, so a server that crashes may forget the
 * holds of its last second; what is settled waits. So whoever settles must be able to write a forgotten hold again.
 */
export interface KeptHolds {
  keep(hold: HoldInput): void;
  extend(jobId: string, terms: TermsByNode): void;
  of(jobId: string): HoldInput | undefined;
  drop(jobIds: Iterable<string>): void;
}

export function createKeptHolds(nowMs: () => number): KeptHolds {
  const holds = new Map<string, HoldInput>();

  /** Those that another broker released when they had expired; holds live about equally long, so the oldest stand first. */
  function dropExpired(): void {
    for (const { jobId, expiresAtMs } of holds.values()) {
      if (expiresAtMs > nowMs()) return;
      holds.delete(jobId);
    }
  }

  return {
    keep: (hold) => {
      dropExpired();
      holds.set(hold.jobId, hold);
    },
    extend: (jobId, terms) => {
      const hold = holds.get(jobId);
      if (hold) holds.set(jobId, { ...hold, terms: { ...hold.terms, ...terms } });
    },
    of: (jobId) => holds.get(jobId),
    drop: (jobIds) => {
      for (const jobId of jobIds) holds.delete(jobId);
    },
  };
}
