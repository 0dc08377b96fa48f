import type { Fault, NodeState } from '@spindle/shared';
import type { EarningsView } from './earnings/earnings-book.ts';
import { type KeptLink, keepLinked } from './link/keep-linked.ts';
import { routesOf } from './link/routes.ts';
import { makeWorkings, type Workings, type WorkingsParts } from './workings.ts';

/** What a running node tells: codes, ids and numbers, never text of a request. */
export interface NodeLog {
  info(facts: Record<string, unknown>, words: string): void;
  warn(facts: Record<string, unknown>, words: string): void;
  error(facts: Record<string, unknown>, words: string): void;
}

export interface NodeParts extends WorkingsParts {
  log: NodeLog;
  /** Certificate of a market that no public authority vouches for. */
  ca?: string | undefined;
}

/** How a node is, for its owner. */
export interface NodeView extends NodeState {
  linkedSinceMs: number | null;
  isPaused: boolean;
  receiptsWaiting: number;
  earnings: EarningsView;
  faults: Fault[];
}

export interface RunningNode {
  view(): NodeView;
  /** Resolves with the reason when the market will not have this node; with null after `stop`. */
  ended: Promise<Fault | null>;
  /** Takes nothing new until told otherwise; stays linked, and what runs goes on. */
  pause(isPaused: boolean): void;
  /** Takes nothing new, lets answers in work end, closes everything. Null waits for the last of them. */
  stop(patienceMs?: number | null): Promise<void>;
}

const STOP_PATIENCE_MS = 20_000;

/** Runs a node: engines, keys, journal, and the link that is made anew whenever it is lost. */
export async function startNode(parts: NodeParts): Promise<RunningNode> {
  const workings = await makeWorkings(parts);
  const lost: { fault: Fault | null } = { fault: null };
  const link = linkWith(parts, workings, lost);
  const { capacity, models, deliveries, feed, earnings } = workings;
  let stopping: Promise<void> | null = null;
  const stop = async (patienceMs: number | null) => {
    await capacity.drain(patienceMs);
    feed.close();
    await link.stop();
    await workings.close();
  };
  return {
    view: () => ({
      ...workings.state(),
      linkedSinceMs: link.linkedSinceMs,
      isPaused: capacity.isPaused,
      receiptsWaiting: deliveries.waiting,
      earnings: earnings.view,
      faults: [...(lost.fault ? [lost.fault] : []), ...models.faults, ...earnings.faults],
    }),
    ended: link.ended,
    pause: (isPaused) => capacity.pause(isPaused),
    stop: (patienceMs = STOP_PATIENCE_MS) => {
      stopping ??= stop(patienceMs);
      return stopping;
    },
  };
}

function linkWith(parts: NodeParts, workings: Workings, lost: { fault: Fault | null }): KeptLink {
  const { membership, identity, log, nowMs, onChange } = parts;
  const serve = routesOf(
    {
      ...workings,
      membership,
      identityKey: identity.publicKey,
      nowMs,
      onFault: ({ code }, jobId) => {
        log.warn({ code, jobId }, 'an answer failed');
        // Whether the engine is gone is found out now, not at the next round.
        if (code === 'engine_unreachable') void workings.models.watch();
      },
      onJournalFault: (reason) =>
        log.error({ reason }, 'the disk takes no receipts: earnings are lost if this stops now'),
    },
    (error) => log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a request to this node broke'),
  );
  return keepLinked({
    caller: { broker: { url: membership.brokerUrl, ca: parts.ca }, nodeId: membership.nodeId, identity },
    serve,
    nowMs,
    onLinked: () => {
      lost.fault = null;
      workings.deliveries.newLink();
      log.info({ broker: membership.brokerUrl }, 'linked to the market');
      onChange();
    },
    onUnlinked: (fault, retryMs) => {
      lost.fault = fault;
      log.warn({ code: fault?.code ?? 'link_lost', retryMs }, 'no link to the market');
      onChange();
    },
  });
}
