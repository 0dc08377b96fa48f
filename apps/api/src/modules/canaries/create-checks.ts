import { uuidv7 } from '@spindle/shared';
import type { Clock, Database, ModuleLog } from '../../platform/index.ts';
import type { OfferRow } from '../listings/index.ts';
import type { NodePresence, Nodes } from '../nodes/index.ts';
import type { AskAsBuyer, Target } from './ask-as-buyer.ts';
import { BuyerWatch } from './buyer-watch.ts';
import { measureNode } from './measure-node.ts';
import { dropMeasurementsBefore, insertMeasurement, type NodeTaken, readTaken } from './measurements.repo.ts';
import { readOffersOf } from './offers-of.repo.ts';
import type { Measured } from './shapes.ts';

export interface ChecksDeps {
  db: Database;
  clock: Clock;
  log: Pick<ModuleLog, 'info' | 'warn' | 'error'>;
  nodes: Pick<Nodes, 'linked' | 'presence' | 'inFlight' | 'measured'>;
  ask: AskAsBuyer;
  /** Requests that wait for a slot. While there are any, the market asks nothing itself. */
  waiting(): number;
  random(): number;
}

export interface Checks {
  /** Asks those machines that are due and idle. Resolves when they have answered. */
  run(): Promise<void>;
  /** Clockwork: forgets measurements of a season ago. */
  dropOld(): Promise<number>;
  /** Measures one machine now, idle or not due. @returns null when it did not answer, or may not be asked. */
  measure(nodeId: string): Promise<Measured | null>;
}

const KEEP_MS = 90 * 24 * 3_600_000;
const HOUR_MS = 3_600_000;
/** Never at the same minute of the hour, so that nobody can wait for it. */
const VARIES = 0.3;
/** After one that told nothing. */
const AGAIN_MS = 5 * 60_000;
/** Machines that are asked in the same moment: the rest wait for the next round. */
const AT_ONCE = 8;

/** The market's own questions to machines: who is due, who is idle, and what becomes of the answers. */
export function createChecks(deps: ChecksDeps): Checks {
  const due = new DueTimes(deps);
  const isAsked = new Set<string>();

  const measureOne = async (presence: NodePresence, offers: readonly OfferRow[], taken: NodeTaken) => {
    const target = targetOf(presence, offers, deps.random());
    if (!target) return null;
    const watch = new BuyerWatch(deps, presence.nodeId);
    try {
      const measured = await measureNode({
        ...{ ask: watch.asking(deps.ask), target, random: deps.random, signal: watch.signal },
        ...{ takenTokens: taken.takenTokens, capacityTokensPerSecond: taken.capacityTokensPerSecond },
        settled: () => watch.settled(),
      });
      deps.nodes.measured(presence.nodeId, measured);
      if (measured) await keep(deps, target, measured);
      return measured;
    } finally {
      watch.end();
    }
  };

  return {
    run: async () => {
      if (deps.waiting() > 0) return;
      const idle = deps.nodes.linked().filter((it) => isIdle(it) && !isAsked.has(it.nodeId));
      const now = (await due.among(idle)).slice(0, AT_ONCE);
      if (now.length === 0) return;
      for (const { nodeId } of now) isAsked.add(nodeId);
      try {
        const offers = await readOffersOf(deps.db.pool, [...new Set(now.map(({ listingId }) => listingId))]);
        const taken = await readTaken(
          deps.db.pool,
          now.map(({ nodeId }) => nodeId),
          deps.clock.nowMs(),
        );
        await Promise.all(
          now.map(async (presence) => {
            const measured = await measureOne(presence, offers, taken.get(presence.nodeId) ?? NOTHING_TAKEN);
            due.asked(presence.nodeId, measured !== null);
          }),
        );
      } finally {
        for (const { nodeId } of now) isAsked.delete(nodeId);
      }
    },
    dropOld: () => dropMeasurementsBefore(deps.db.pool, deps.clock.nowMs() - KEEP_MS),
    measure: async (nodeId) => {
      const presence = deps.nodes.presence(nodeId);
      if (!presence || isAsked.has(nodeId)) return null;
      const offers = await readOffersOf(deps.db.pool, [presence.listingId]);
      const taken = await readTaken(deps.db.pool, [nodeId], deps.clock.nowMs());
      return measureOne(presence, offers, taken.get(nodeId) ?? NOTHING_TAKEN);
    },
  };
}

const NOTHING_TAKEN: NodeTaken = { lastMeasuredAtMs: null, capacityTokensPerSecond: null, takenTokens: 0 };

/** Buyers come first: a machine that works for any is left alone. */
const isIdle = ({ busy, slots, isDraining, circuit, loadedModels }: NodePresence): boolean =>
  busy === 0 && slots > 0 && !isDraining && circuit.state === 'closed' && loadedModels.size > 0;

/** One of the models that the machine answers with now; another each time, where it has several. */
export function targetOf(presence: NodePresence, offers: readonly OfferRow[], draw: number): Target | null {
  const own = offers.filter(
    ({ listingId, modelId, revision }) =>
      listingId === presence.listingId &&
      presence.loadedModels.has(modelId) &&
      presence.manifest.models.some((it) => it.model === modelId && it.revision === revision && isChat(it.abilities)),
  );
  const offer = own[Math.floor(draw * own.length)];
  return offer ? { presence, offer } : null;
}

const isChat = (abilities: readonly string[]): boolean => abilities.length === 0 || abilities.includes('chat');

async function keep({ db, clock, log }: ChecksDeps, { presence, offer }: Target, measured: Measured): Promise<void> {
  const { nodeId, listingId } = presence;
  const atMs = clock.nowMs();
  try {
    await insertMeasurement(db.pool, {
      ...measured,
      id: uuidv7(atMs),
      nodeId,
      listingId,
      modelId: offer.modelId,
      atMs,
    });
  } catch (error) {
    log.error({ err: error, nodeId }, 'a measurement could not be written');
  }
}

/** When each machine is to be measured: at once when it never was, then about once an hour. */
class DueTimes {
  readonly #dueMs = new Map<string, number>();

  constructor(private readonly deps: Pick<ChecksDeps, 'db' | 'clock' | 'random'>) {}

  async among(nodes: readonly NodePresence[]): Promise<NodePresence[]> {
    const { db, clock } = this.deps;
    const nowMs = clock.nowMs();
    const unknown = nodes.filter(({ nodeId }) => !this.#dueMs.has(nodeId)).map(({ nodeId }) => nodeId);
    if (unknown.length > 0) {
      for (const [nodeId, { lastMeasuredAtMs }] of await readTaken(db.pool, unknown, nowMs)) {
        this.#dueMs.set(nodeId, lastMeasuredAtMs === null ? nowMs : lastMeasuredAtMs + this.#hour());
      }
    }
    return nodes.filter(({ nodeId }) => (this.#dueMs.get(nodeId) ?? 0) <= nowMs);
  }

  asked(nodeId: string, isMeasured: boolean): void {
    this.#dueMs.set(nodeId, this.deps.clock.nowMs() + (isMeasured ? this.#hour() : AGAIN_MS));
  }

  #hour(): number {
    return HOUR_MS * (1 - VARIES / 2 + VARIES * this.deps.random());
  }
}
