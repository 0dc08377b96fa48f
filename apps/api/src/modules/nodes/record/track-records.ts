import type { Registry } from '../linking/registry.ts';
import type { NodeNews } from '../nodes.repo.ts';
import type { PresenceWriter } from '../presence/presence-writer.ts';
import type { Outcome, Work } from '../shapes.ts';
import type { RecordDays } from './record-days.ts';
import { type KnownBefore, TrackRecord } from './track-record.ts';

/** More machines than one broker links. Whoever was seen longest ago is forgotten first. */
const MOST = 20_000;

/** What the market has seen of each node, linked or not; what matters after a restart is in the database too. */
export class TrackRecords {
  readonly #records = new Map<string, TrackRecord>();

  constructor(
    private readonly registry: Registry,
    private readonly writer: Pick<PresenceWriter, 'tell'>,
    private readonly nowMs: () => number,
    private readonly days: Pick<RecordDays, 'answered' | 'failed' | 'billed'>,
  ) {}

  /** The record of a node that links now. */
  linked(nodeId: string, known: KnownBefore): TrackRecord {
    const record = this.#records.get(nodeId) ?? new TrackRecord(known, this.nowMs);
    this.#records.delete(nodeId);
    this.#records.set(nodeId, record);
    record.linked();
    if (this.#records.size > MOST) this.#forgetOldest();
    return record;
  }

  /** How an answer ended. Nothing is kept of nodes that have never linked here. */
  outcome(nodeId: string, outcome: Outcome): void {
    const record = this.#records.get(nodeId);
    if (!record) return;
    const counted = record.add(outcome, this.registry.get(nodeId) !== null);
    if (counted === 'failed' && outcome.kind === 'failed') this.days.failed(nodeId, outcome.code);
    if (counted !== 'answered') return;
    this.days.answered(nodeId);
    if (outcome.kind === 'ok' && outcome.billed) this.days.billed(nodeId, outcome.billed);
    this.#write(nodeId, record);
  }

  probed(nodeId: string, measured: { firstTokenMs: number; tokensPerSecond: number | null } | null): void {
    const record = this.#records.get(nodeId);
    if (!record) return;
    record.addProbe(measured);
    if (measured) this.#write(nodeId, record);
  }

  begun(nodeId: string, promisedTokens: number): Work {
    return this.#records.get(nodeId)?.begin(promisedTokens) ?? NO_WORK;
  }

  #write(nodeId: string, { speed, answers }: TrackRecord): void {
    const atMs = this.nowMs();
    const { firstTokenMs, tokensPerSecond } = speed;
    const measured: NodeNews['measured'] = firstTokenMs === null ? null : { firstTokenMs, tokensPerSecond, atMs };
    this.writer.tell(nodeId, atMs, { measured, answers });
  }

  #forgetOldest(): void {
    for (const nodeId of this.#records.keys()) {
      if (this.registry.get(nodeId)) continue;
      this.#records.delete(nodeId);
      return;
    }
  }
}

const NO_WORK: Work = { delivered: () => {}, ended: () => {} };
