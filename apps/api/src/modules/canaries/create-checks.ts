import { type Fault, fail, ok, type Result, uuidv7 } from '@spindle/shared';
import type { Clock, Database, ModuleLog } from '../../platform/index.ts';
import { readOffersOf } from '../listings/index.ts';
import type { NodePresence, Nodes } from '../nodes/index.ts';
import type { AskAsBuyer, Target } from './asking/ask-as-buyer.ts';
import { BuyerWatch } from './asking/buyer-watch.ts';
import { targetOf } from './asking/target-of.ts';
import { type Due, DueTimes } from './due-times.ts';
import { askCanary, CANARY_TOKENS } from './judging/ask-canary.ts';
import { dropRunsBefore } from './judging/runs.repo.ts';
import { readSuspected } from './judging/standing.repo.ts';
import { measureNode } from './measuring/measure-node.ts';
import { dropMeasurementsBefore, insertMeasurement, type NodeTaken, readTaken } from './measuring/measurements.repo.ts';
import { tokensLeft } from './measuring/share.ts';
import { retireOld } from './prompts/prompts.repo.ts';
import type { Measured } from './shapes.ts';

export interface ChecksDeps {
  db: Database;
  clock: Clock;
  log: Pick<ModuleLog, 'info' | 'warn' | 'error'>;
  nodes: Pick<Nodes, 'linked' | 'presence' | 'inFlight' | 'measured' | 'suspect'>;
  ask: AskAsBuyer;
  /** Requests that wait for a slot. While there are any, the market asks nothing itself. */
  waiting(): number;
  random(): number;
}

export interface Checks {
  /** Clockwork: asks those machines that are due and idle. Resolves when they have answered. */
  run(): Promise<void>;
  /** Clockwork: forgets measurements and answers of a season ago, and retires questions that are old. */
  dropOld(): Promise<void>;
  /** Measures one machine now, due or not. @returns null when it did not answer, or may not be asked. */
  measure(nodeId: string): Promise<Measured | null>;
  /** Asks one machine a canary now. Refusals: `node_lost`, `node_busy`, `check_budget`, and the machine's own. */
  askCanary(nodeId: string): Promise<Result<null>>;
}

const DAY_MS = 24 * 3_600_000;
const KEEP_MS = 90 * DAY_MS;
/** Whoever keeps lists of what they were asked knows an old question sooner or later. */
const PROMPT_LIFE_MS = 14 * DAY_MS;
/** Machines that are asked in the same moment: the rest wait for the next round. */
const AT_ONCE = 16;

/** The market's own questions to machines: who is due, who is idle, and what becomes of the answers. */
export function createChecks(deps: ChecksDeps): Checks {
  const { db, clock, nodes } = deps;
  const due = new DueTimes(deps);
  const inWork = new Set<string>();

  const runOne = async ({ presence, kind, taken }: Due): Promise<void> => {
    const { nodeId } = presence;
    inWork.add(nodeId);
    try {
      const isSure =
        kind === 'measure' ? (await measure(deps, presence, taken)) !== null : (await canary(deps, presence, taken)).ok;
      due.asked(nodeId, kind, isSure);
    } catch (error) {
      due.asked(nodeId, kind, false);
      deps.log.error({ err: error, nodeId, kind }, 'a check of a machine failed');
    } finally {
      inWork.delete(nodeId);
    }
  };

  /** One that somebody wants now. */
  const atOnce = async <Value>(
    nodeId: string,
    work: (presence: NodePresence, taken: NodeTaken) => Promise<Value>,
    otherwise: (fault: Fault) => Value,
  ): Promise<Value> => {
    const presence = nodes.presence(nodeId);
    if (!presence) return otherwise(fail('node_lost', { delivered: 0 }).fault);
    if (inWork.has(nodeId) || presence.busy > 0) return otherwise(fail('node_busy').fault);
    inWork.add(nodeId);
    try {
      const taken = await readTaken(db.pool, [nodeId], clock.nowMs());
      return await work(presence, taken.get(nodeId) ?? NOTHING_TAKEN);
    } finally {
      inWork.delete(nodeId);
    }
  };

  return {
    run: async () => {
      // Other brokers judge, too.
      nodes.suspect(await readSuspected(db.pool));
      if (deps.waiting() > 0) return;
      const idle = nodes.linked().filter((it) => isIdle(it) && !inWork.has(it.nodeId));
      await Promise.all((await due.among(idle, AT_ONCE)).map(runOne));
    },
    dropOld: async () => {
      const nowMs = clock.nowMs();
      await retireOld(db.pool, nowMs, PROMPT_LIFE_MS);
      await dropRunsBefore(db.pool, nowMs - KEEP_MS);
      await dropMeasurementsBefore(db.pool, nowMs - KEEP_MS);
    },
    measure: (nodeId) =>
      atOnce(
        nodeId,
        (presence, taken) => measure(deps, presence, taken),
        () => null,
      ),
    askCanary: (nodeId) =>
      atOnce<Result<null>>(
        nodeId,
        (presence, taken) => canary(deps, presence, taken),
        (fault) => ({ ok: false, fault }),
      ),
  };
}

const NOTHING_TAKEN: NodeTaken = { lastMeasuredAtMs: null, capacityTokensPerSecond: null, takenTokens: 0 };

/** Buyers come first: a machine that works for any is left alone. */
const isIdle = ({ busy, slots, isDraining, circuit, loadedModels }: NodePresence): boolean =>
  busy === 0 && slots > 0 && !isDraining && circuit.state === 'closed' && loadedModels.size > 0;

async function targetAt({ db, random }: ChecksDeps, presence: NodePresence): Promise<Target | null> {
  return targetOf(presence, await readOffersOf(db.pool, [presence.listingId]), random());
}

async function measure(deps: ChecksDeps, presence: NodePresence, taken: NodeTaken): Promise<Measured | null> {
  const target = await targetAt(deps, presence);
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
}

async function keep({ db, clock }: ChecksDeps, { presence, offer }: Target, measured: Measured): Promise<void> {
  const { nodeId, listingId } = presence;
  const atMs = clock.nowMs();
  await insertMeasurement(db.pool, { ...measured, id: uuidv7(atMs), nodeId, listingId, modelId: offer.modelId, atMs });
}

async function canary(deps: ChecksDeps, presence: NodePresence, taken: NodeTaken): Promise<Result<null>> {
  const left = tokensLeft(taken.capacityTokensPerSecond, taken.takenTokens);
  if (left < CANARY_TOKENS) return fail('check_budget', { left, needed: CANARY_TOKENS });
  const target = await targetAt(deps, presence);
  if (!target) return fail('no_candidates', { model: '', why: 'model_not_ready' });
  const watch = new BuyerWatch(deps, presence.nodeId);
  try {
    const { fault, changed } = await askCanary(deps, watch.asking(deps.ask), target, watch.signal);
    for (const nodeId of changed) deps.log.warn({ nodeId }, 'canaries changed what is thought of a machine');
    // Not with the next round: buyers would be sent there until then.
    if (changed.length > 0) deps.nodes.suspect(await readSuspected(deps.db.pool));
    return fault ? { ok: false, fault } : ok(null);
  } finally {
    watch.end();
  }
}
