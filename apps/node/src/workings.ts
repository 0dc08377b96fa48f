import type { Signer } from '@spindle/sealed/node';
import type { NodeState, OfferedModel } from '@spindle/shared';
import { ReplayGuard } from './answer/replay-guard.ts';
import { Capacity } from './capacity.ts';
import { Deliveries } from './deliveries.ts';
import { EarningsBook } from './earnings/earnings-book.ts';
import { type EarningsSettings, NO_LIMIT } from './earnings/earnings-settings.ts';
import type { EvidenceKeeper } from './enclave/evidence-keeper.ts';
import type { Enclave } from './enclave/open-enclave.ts';
import type { Home } from './home/home.ts';
import { type Membership, writeMembership } from './home/membership.ts';
import { Journal } from './journal.ts';
import { EventFeed } from './link/event-feed.ts';
import { KeyRing } from './manifest.ts';
import { Models, type ServedModel } from './models.ts';
import { collectTelemetry } from './telemetry/collect.ts';
import { GpuWatch } from './telemetry/gpu-watch.ts';
import { TelemetryTeller } from './telemetry/telemetry-teller.ts';

export interface WorkingsParts {
  home: Home;
  identity: Signer;
  membership: Membership;
  served: readonly ServedModel[];
  slots: number;
  /** What the owner decides of the money; nothing said takes work whatever is owed. */
  earnings?: EarningsSettings;
  /** Left out, or null, on a machine that is no confidential one. */
  enclave?: Enclave | null;
  /** Whether the owner had paused it before. */
  isPaused?: boolean;
  nowMs: () => number;
  /** Told of every change, for the owner's screen. */
  onChange: () => void;
}

/** What a node is made of, apart from its link. */
export interface Workings {
  capacity: Capacity;
  models: Models;
  keys: KeyRing;
  deliveries: Deliveries;
  replays: ReplayGuard;
  feed: EventFeed;
  earnings: EarningsBook;
  /** Null where there is no enclave. */
  evidence: EvidenceKeeper | null;
  state(): NodeState;
  /** What the listing offers now; the manifest follows. */
  setOffers(offers: readonly OfferedModel[]): Promise<void>;
  close(): Promise<void>;
}

/** Reads what an earlier run left, makes this run's keys, and checks the engines once. */
export async function makeWorkings(parts: WorkingsParts): Promise<Workings> {
  const { home, identity, membership, nowMs } = parts;
  const journal = await Journal.open(home.journal);
  /** The market reads the manifest by itself after it has told its offers. */
  let isBeingTold = false;
  const stateChanged = () => {
    feed.stateChanged();
    parts.onChange();
  };
  const modelsChanged = () => {
    const isAwaited = isBeingTold;
    stateChanged();
    // What an engine can do is known once it was reached, which may be long after the start.
    void keys.setModels(models.offered).then((isOther) => isOther && !isAwaited && feed.announce('manifest'));
  };
  const capacity = new Capacity(parts.slots, stateChanged);
  const models = new Models(parts.served, membership.offers, modelsChanged, nowMs);
  const { env, nodeId } = membership;
  const enclave = parts.enclave ?? null;
  const engine = () => models.engineNames;
  // Only who keeps the owner out has secrets that someone will want to open later.
  const vouched = enclave && { vouch: enclave.vouch, isPostQuantum: true };
  const keys = new KeyRing({ env, nodeId, identity, engine, nowMs, ...vouched });
  const evidence = enclave && keepEvidence(enclave, keys, nowMs, () => feed.announce('evidence'));
  const settings = parts.earnings ?? NO_LIMIT;
  const earnings = await EarningsBook.open({ home, settings, nowMs, onChange: () => stateChanged() });
  const deliveries = new Deliveries(journal, nowMs, () => feed.announce('receipts'));
  const state = (): NodeState => {
    const { slots, busy, isDraining } = capacity;
    // The owner's word goes before what passes by itself.
    const refusing = capacity.isPaused ? 'node_paused' : earnings.refusal?.code;
    const draining = isDraining || refusing !== undefined;
    const said = { type: 'state', slots, busy, models: models.state, draining, ...capacity.speed } as const;
    return refusing === undefined ? said : { ...said, refusing };
  };
  const feed = new EventFeed(state, () => {
    if (deliveries.due.length > 0) feed.announce('receipts');
    if (nowMs() >= keys.renewAtMs) void keys.renew().then(() => feed.announce('manifest'));
    else if (evidence) void keys.vouchAgain().then((isOther) => isOther && feed.announce('manifest'));
    void evidence?.look();
  });
  const gpus = new GpuWatch();
  const telemetry = new TelemetryTeller({
    collect: () => collectTelemetry(models, gpus),
    isHeard: () => feed.isHeard,
    tell: (told) => feed.tell(told),
  });
  const replays = new ReplayGuard(home.replays, nowMs);
  capacity.pause(parts.isPaused ?? false);
  await models.watch();
  await keys.setModels(models.offered);
  await keys.current();
  return {
    ...{ capacity, models, keys, deliveries, replays, feed, earnings, evidence, state },
    setOffers: async (offers) => {
      isBeingTold = true;
      models.setOffers(offers);
      isBeingTold = false;
      await keys.setModels(models.offered);
      // For the next start, which may come while the market is away. A full disk is told of by the journal.
      await writeMembership(home, { ...membership, offers: [...offers] }).catch(() => {});
    },
    close: async () => {
      telemetry.close();
      await models.close();
      replays.close();
      await journal.close();
      await earnings.close();
    },
  };
}

/** The evidence of the manifest in force, where that names the enclave. */
function keepEvidence(enclave: Enclave, keys: KeyRing, nowMs: () => number, onRenewed: () => void): EvidenceKeeper {
  const manifest = async () => {
    const { manifest, signed } = await keys.current();
    return manifest.enclave ? signed.text : null;
  };
  return enclave.keep(manifest, nowMs, onRenewed);
}
