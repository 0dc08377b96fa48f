import { isDatabaseGone } from '../../platform/index.ts';
import type { BatchRow } from './batches.repo.ts';
import type { BatchesDeps } from './deps.ts';
import { FileParts } from './file-parts.ts';
import { finishAs } from './finish-as.ts';
import { type ClaimedLine, claimLines, renewLines } from './lines.repo.ts';
import { Pace } from './pace.ts';
import { prepareBatch } from './prepare-batch.ts';
import { runLine } from './run-line.ts';
import {
  type BatchName,
  beat,
  beginBatch,
  endBeat,
  failBatch,
  finishBatch,
  setWaiting,
  takeReading,
} from './runs.repo.ts';
import type { Seal } from './seals.ts';
import type { WaitingFor } from './shapes.ts';
import type { Slots } from './slots.ts';

/** What a broker holds in memory of a batch, and only while it works on it. */
export interface BatchKeys {
  keyHash: string;
  fileId: string;
  fileParts: number;
  fileSeal: Seal;
  batchSeal: Seal;
}

/** A runner that shows no life for so long has died. Longer than a quote lives, so that a dead one can buy no more. */
const LEASE_MS = 120_000;
const RENEW_MS = 20_000;
/** The longest between two looks at the batch: whether it was cancelled, its window or its key has ended. */
const LOOK_MS = 2_000;
const DATABASE_PAUSE_MS = 1_000;
const PACE = { pauseMs: 1_000, longestPauseMs: 30_000 };

/** Works on one batch as long as this broker knows its key, beside others that may do the same. */
export class BatchRun {
  readonly #pace: Pace;
  readonly #file: FileParts;
  readonly #inWork = new Set<Promise<void>>();
  #waitingFor: WaitingFor | null = null;
  #isStopped = false;
  #wake = () => {};

  /** @param runnerId names this broker. @param slots shared by all batches here. */
  constructor(
    private readonly deps: BatchesDeps,
    private readonly runnerId: string,
    private readonly slots: Slots,
    private readonly name: BatchName,
    private readonly keys: BatchKeys,
  ) {
    this.#pace = new Pace({ ...PACE, max: deps.limits.maxLinesAtOnce, ...deps.pace });
    const { fileId, fileParts, fileSeal } = keys;
    this.#file = new FileParts(deps.db, { accountId: name.accountId, id: fileId, parts: fileParts }, fileSeal);
  }

  /** Ends when the batch has ended, or after `stop` when the lines in work have. Never throws. */
  async run(): Promise<void> {
    const renewing = setInterval(() => void this.#renew(), RENEW_MS).unref();
    let isEnded = false;
    while (!this.#isStopped && !isEnded) {
      const pauseMs = await this.#stepSafely();
      isEnded = pauseMs === null;
      if (pauseMs) await this.#sleep(pauseMs);
    }
    await Promise.all(this.#inWork);
    clearInterval(renewing);
    if (!isEnded) await endBeat(this.deps.db.pool, this.name).catch(() => undefined);
  }

  /** Takes no more lines. */
  stop(): void {
    this.#isStopped = true;
    this.#wake();
  }

  /** Something has changed: look at once. */
  wake(): void {
    this.#wake();
  }

  async #stepSafely(): Promise<number | null> {
    try {
      return await this.#step();
    } catch (error) {
      if (!isDatabaseGone(error)) this.#note(error, 'a batch stumbled; it tries again');
      return DATABASE_PAUSE_MS;
    }
  }

  /** @returns when to look again, in ms; null when the batch has ended. */
  async #step(): Promise<number | null> {
    const batch = await beat(this.deps.db.pool, this.name, this.#now() + LEASE_MS);
    if (!batch) return null;
    const actor = await this.deps.actorOfKeyHash(this.keys.keyHash);
    if (!actor.ok) return this.#finish(batch, 'failed');
    if (batch.state === 'cancelling') return this.#finish(batch, 'cancelled');
    if (batch.expires_at.getTime() <= this.#now()) return this.#finish(batch, 'expired');
    if (batch.state === 'validating') return this.#prepare(batch);
    const pauseMs = this.#pace.pauseAt(performance.now());
    if (pauseMs > 0) return Math.min(pauseMs, LOOK_MS);
    const lines = await this.#claim();
    for (const { line, release } of lines) this.#start(batch, line, { actor: actor.value, release });
    if (lines.length > 0 || this.#inWork.size > 0) return LOOK_MS;
    return this.#finish(batch, 'completed');
  }

  async #prepare(batch: BatchRow): Promise<number> {
    const { deps, name, runnerId: id } = this;
    const nowMs = this.#now();
    if (!(await takeReading(deps.db.pool, name, { id, nowMs, untilMs: nowMs + LEASE_MS }))) return LOOK_MS;
    const { maxLines } = deps.limits;
    const seal = this.keys.batchSeal;
    const prepared = await prepareBatch(this.#file, { endpoint: batch.endpoint, maxLines, seal });
    if ('lines' in prepared) await beginBatch(deps.db, name, prepared.lines, this.#now());
    else await failBatch(deps.db.pool, name, prepared.faults, this.#now());
    return 0;
  }

  async #claim(): Promise<{ line: ClaimedLine; release: () => void }[]> {
    const releases = this.slots.take(this.#pace.limit - this.#inWork.size);
    const nowMs = this.#now();
    const claim = { runnerId: this.runnerId, nowMs, leaseUntilMs: nowMs + LEASE_MS, limit: releases.length };
    const lines = releases.length > 0 ? await claimLines(this.deps.db.pool, this.name, claim) : [];
    return releases.flatMap((release, at) => {
      const line = lines[at];
      if (!line) release();
      return line ? [{ line, release }] : [];
    });
  }

  #start(
    batch: BatchRow,
    claimed: ClaimedLine,
    { actor, release }: { actor: Parameters<BatchesDeps['carryOut']>[0]; release: () => void },
  ): void {
    const { deps, runnerId } = this;
    const parts = { deps, file: this.#file, seal: this.keys.batchSeal, endpoint: batch.endpoint, actor };
    const line = { ...this.name, line: claimed.line, runnerId };
    const work = runLine(parts, line, claimed)
      .then((judgement) => this.#learn(judgement))
      .catch((error: unknown) => this.#note(error, 'a line of a batch broke; its lease ends, and it is run again'))
      .finally(() => {
        this.#inWork.delete(work);
        release();
        this.#wake();
      });
    this.#inWork.add(work);
  }

  async #learn(judgement: Awaited<ReturnType<typeof runLine>>): Promise<void> {
    const isRefused = judgement === 'no_idle_machine' || judgement === 'no_money' || judgement === 'later';
    if (isRefused) this.#pace.refused(performance.now());
    else this.#pace.taken();
    if (judgement === 'later' || judgement === 'try_again') return;
    const waitingFor = judgement === 'no_idle_machine' ? 'idle_capacity' : judgement === 'no_money' ? 'funds' : null;
    if (waitingFor === this.#waitingFor) return;
    this.#waitingFor = waitingFor;
    await setWaiting(this.deps.db.pool, this.name, waitingFor);
  }

  /** Lines in work end as usual; the others have no turn. */
  async #finish(batch: BatchRow, state: Parameters<typeof finishAs>[1]): Promise<number | null> {
    if (this.#inWork.size > 0) return LOOK_MS;
    const isFinished = await finishBatch(this.deps.db, this.name, finishAs(batch, state, this.#now()));
    return isFinished ? null : LOOK_MS;
  }

  async #renew(): Promise<void> {
    const leaseUntilMs = this.#now() + LEASE_MS;
    const lease = { runnerId: this.runnerId, leaseUntilMs };
    await renewLines(this.deps.db.pool, this.name, lease).catch((error: unknown) =>
      this.#note(error, 'leases of a batch are not renewed'),
    );
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Words of exceptions may hold what somebody asked, so only their kind is told. */
  #note(error: unknown, words: string): void {
    this.deps.log.warn({ batchId: this.name.id, kind: error instanceof Error ? error.name : typeof error }, words);
  }

  #now(): number {
    return this.deps.clock.nowMs();
  }
}
