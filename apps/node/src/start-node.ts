import type { Signer } from '@spindle/sealed/node';
import type { Fault, NodeState, OfferedModel } from '@spindle/shared';
import { ReplayGuard } from './answer/replay-guard.ts';
import { Capacity } from './capacity.ts';
import { Deliveries } from './deliveries.ts';
import type { Home } from './home/home.ts';
import type { Membership } from './home/membership.ts';
import { Journal } from './journal.ts';
import { EventFeed } from './link/event-feed.ts';
import { keepLinked } from './link/keep-linked.ts';
import { routesOf } from './link/routes.ts';
import { KeyRing } from './manifest.ts';
import { Models, type ServedModel } from './models.ts';

/** What a running node tells: codes, ids and numbers, never text of a request. */
export interface NodeLog {
  info(facts: Record<string, unknown>, words: string): void;
  warn(facts: Record<string, unknown>, words: string): void;
  error(facts: Record<string, unknown>, words: string): void;
}

export interface NodeParts {
  home: Home;
  identity: Signer;
  membership: Membership;
  served: readonly ServedModel[];
  slots: number;
  log: NodeLog;
  nowMs: () => number;
  /** Certificate of a market that no public authority vouches for. */
  ca?: string | undefined;
  /** Told of every change, for the owner's screen. */
  onChange?: () => void;
}

/** How a node is, for its owner. */
export interface NodeView extends NodeState {
  linkedSinceMs: number | null;
  receiptsWaiting: number;
  faults: Fault[];
}

export interface RunningNode {
  view(): NodeView;
  /** Resolves with the reason when the market will not have this node; with null after `stop`. */
  ended: Promise<Fault | null>;
  /** Takes nothing new, lets answers in work end, closes everything. */
  stop(patienceMs?: number): Promise<void>;
}

const STOP_PATIENCE_MS = 20_000;

/** Runs a node: engines, keys, journal, and the link that is made anew whenever it is lost. */
export async function startNode(parts: NodeParts): Promise<RunningNode> {
  const { home, identity, membership, log, nowMs } = parts;
  const journal = await Journal.open(home.journal);
  const changed = () => {
    feed.stateChanged();
    parts.onChange?.();
  };
  const capacity = new Capacity(parts.slots, changed);
  const models = new Models(parts.served, membership.offers, changed);
  const deliveries = new Deliveries(journal, nowMs, () => feed.announce('receipts'));
  const feed = new EventFeed(stateOf, lookAfter);
  const { env, nodeId } = membership;
  const keys = new KeyRing({ env, nodeId, identity, engine: models.engineNames, nowMs });
  const replays = new ReplayGuard(home.replays, nowMs);
  let linkFault: Fault | null = null;

  function stateOf(): NodeState {
    const { slots, busy, isDraining: draining } = capacity;
    return { type: 'state', slots, busy, models: models.state, draining, ...capacity.speed };
  }

  function lookAfter(): void {
    if (deliveries.due.length > 0) feed.announce('receipts');
    if (nowMs() >= keys.renewAtMs) void keys.current().then(() => feed.announce('manifest'));
  }

  async function setOffers(offers: readonly OfferedModel[]): Promise<void> {
    models.setOffers(offers);
    if (await keys.setModels(models.offered)) feed.announce('manifest');
  }

  await keys.setModels(models.offered);
  await keys.current();
  await models.watch();
  const serve = routesOf(
    {
      membership,
      identityKey: identity.publicKey,
      keys,
      models,
      capacity,
      replays,
      deliveries,
      feed,
      nowMs,
      setOffers,
      onFault: ({ code }, jobId) => log.warn({ code, jobId }, 'an answer failed'),
      onJournalFault: (reason) =>
        log.error({ reason }, 'the disk takes no receipts; earnings are lost if this stops now'),
    },
    (error) => log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a request to this node broke'),
  );
  const link = keepLinked({
    caller: { broker: { url: membership.brokerUrl, ca: parts.ca }, nodeId, identity },
    serve,
    nowMs,
    onLinked: () => {
      linkFault = null;
      deliveries.newLink();
      log.info({ broker: membership.brokerUrl }, 'linked to the market');
      parts.onChange?.();
    },
    onUnlinked: (fault, retryMs) => {
      linkFault = fault;
      log.warn({ code: fault?.code ?? 'link_lost', retryMs }, 'no link to the market');
      parts.onChange?.();
    },
  });
  return {
    view: () => ({
      ...stateOf(),
      linkedSinceMs: link.linkedSinceMs,
      receiptsWaiting: deliveries.waiting,
      faults: [...(linkFault ? [linkFault] : []), ...models.faults],
    }),
    ended: link.ended,
    stop: async (patienceMs = STOP_PATIENCE_MS) => {
      capacity.drain();
      await link.stop(patienceMs);
      feed.close();
      await models.close();
      replays.close();
      await journal.close();
    },
  };
}
