import type { Clock, Database } from '../../platform/index.ts';
import type { NodePresence } from '../nodes/index.ts';
import { type NodeTaken, readTaken } from './measuring/measurements.repo.ts';

export type CheckKind = 'measure' | 'canary';

export interface Due {
  presence: NodePresence;
  kind: CheckKind;
  taken: NodeTaken;
}

const HOUR_MS = 3_600_000;
const CANARY_MS = 25 * 60_000;
/** Never at the same minute, so that nobody can wait for it. */
const VARIES = 0.3;
/** After one that told nothing, or one that failed: to know sooner. */
const AGAIN_MS = 5 * 60_000;

interface Times {
  measureMs: number;
  canaryMs: number;
}

/** When each machine is to be measured (at once when it never was, then about once an hour), and asked a canary. */
export class DueTimes {
  readonly #times = new Map<string, Times>();

  constructor(private readonly deps: { db: Database; clock: Clock; random(): number }) {}

  /** What is due of these, with what is known of them; a machine that was never measured is measured first. */
  async among(nodes: readonly NodePresence[], most: number): Promise<Due[]> {
    const nowMs = this.deps.clock.nowMs();
    await this.#meet(nodes.filter(({ nodeId }) => !this.#times.has(nodeId)));
    const due = nodes.flatMap((presence) => {
      const times = this.#times.get(presence.nodeId);
      if (!times) return [];
      const kind: CheckKind | null = times.measureMs <= nowMs ? 'measure' : times.canaryMs <= nowMs ? 'canary' : null;
      return kind ? [{ presence, kind }] : [];
    });
    const now = due.slice(0, most);
    if (now.length === 0) return [];
    const taken = await readTaken(
      this.deps.db.pool,
      now.map(({ presence }) => presence.nodeId),
      nowMs,
    );
    return now.flatMap((it) => {
      const known = taken.get(it.presence.nodeId);
      return known ? [{ ...it, taken: known }] : [];
    });
  }

  /** @param isSure false when it told nothing, or something bad. */
  asked(nodeId: string, kind: CheckKind, isSure: boolean): void {
    const times = this.#times.get(nodeId);
    if (!times) return;
    const nextMs = (everyMs: number) => this.deps.clock.nowMs() + (isSure ? this.#about(everyMs) : AGAIN_MS);
    if (kind === 'measure') times.measureMs = nextMs(HOUR_MS);
    else times.canaryMs = nextMs(CANARY_MS);
  }

  /** Machines that come for the first time, or to this broker for the first time since it began. */
  async #meet(nodes: readonly NodePresence[]): Promise<void> {
    if (nodes.length === 0) return;
    const { db, clock } = this.deps;
    const nowMs = clock.nowMs();
    const ids = nodes.map(({ nodeId }) => nodeId);
    for (const [nodeId, { lastMeasuredAtMs }] of await readTaken(db.pool, ids, nowMs)) {
      const measureMs = lastMeasuredAtMs === null ? nowMs : lastMeasuredAtMs + this.#about(HOUR_MS);
      this.#times.set(nodeId, { measureMs, canaryMs: nowMs + this.deps.random() * AGAIN_MS });
    }
  }

  #about(everyMs: number): number {
    return everyMs * (1 - VARIES / 2 + VARIES * this.deps.random());
  }
}
