import { type ErrorCode, fail, ok, type Result } from '@spindle/shared';
import { AdmittedPlace } from './admitted-place.ts';
import { InFlight } from './in-flight.ts';
import { Queue, RESTART } from './queue.ts';
import { Rates } from './rates.ts';
import { ServiceTimes } from './service-times.ts';
import type { Admission, AdmissionLimits, EnterAsk, NodeSlots, Place, SlotLease } from './shapes.ts';
import { SlotBook } from './slot-book.ts';
import { systemTiming, type Timing } from './timing.ts';
import { WaitingRoom } from './waiting-room.ts';

export interface AdmissionDeps {
  limits: AdmissionLimits;
  /** Null for a node that is not linked. */
  slotsOf(nodeId: string): NodeSlots | null;
  /** The listener must hear of each node that came, went, began or ended an answer, or said something new of itself. */
  onSlotsChanged(listener: (nodeId: string) => void): void;
  /** For metrics. */
  onEntered?: (queuedMs: number) => void;
  onRefused?: (code: ErrorCode) => void;
  timing?: Timing;
}

/** After a refusal because nothing lies idle for a batch. */
const IDLE_AGAIN_SECONDS = 5;

/** @example const place = await admission.enter(ask); if (!place.ok) return place; try { … } finally { place.value.leave() } */
export function createAdmission(deps: AdmissionDeps): Admission {
  const { limits, timing = systemTiming } = deps;
  const times = new ServiceTimes();
  const inFlight = new InFlight(limits);
  const rates = new Rates(limits);
  const room = new WaitingRoom();
  const book = new SlotBook({ slotsOf: deps.slotsOf, onReleased: (nodeId) => queue.serve(nodeId) });
  const queue = new Queue({ limits, timing, room, book, times });
  deps.onSlotsChanged((nodeId) => queue.serve(nodeId));
  let isClosed = false;

  /** A slot now, or after a wait. */
  const slotFor = async (ask: EnterAsk): Promise<Result<SlotLease>> => {
    if (isClosed) return fail('shutting_down', RESTART);
    if (ask.signal.aborted) return fail('buyer_left');
    const lease = book.take(ask.nodeIds, ask.serviceClass);
    if (lease) return ok(lease);
    if (ask.serviceClass === 'batch') return fail('node_busy', { retryAfterSeconds: IDLE_AGAIN_SECONDS });
    return queue.wait({ ...ask, isUrgent: false }, ask.signal);
  };

  const placeFor = async (ask: EnterAsk, onLeave: () => void): Promise<Result<Place>> => {
    const askedAtMs = timing.nowMs();
    const lease = await slotFor(ask);
    if (!lease.ok) return lease;
    const begunAtMs = timing.nowMs();
    return ok(
      new AdmittedPlace(ask, lease.value, begunAtMs - askedAtMs, {
        ...{ book, queue },
        onLeave: () => {
          times.add(ask.modelId, timing.nowMs() - begunAtMs);
          onLeave();
        },
      }),
    );
  };

  /** Batches are paced by the idle capacity that they get, not by what their owner may ask in person. */
  const enter = async (ask: EnterAsk): Promise<Result<Place>> => {
    if (ask.serviceClass === 'batch') return placeFor(ask, () => {});
    const counted = inFlight.enter(ask);
    if (!counted.ok) return counted;
    let place: Result<Place> | null = null;
    try {
      const rate = await rates.take(ask);
      place = rate.ok ? await placeFor(ask, counted.value) : rate;
      return place;
    } finally {
      if (!place?.ok) counted.value();
    }
  };

  return {
    enter: async (ask) => {
      const place = await enter(ask);
      if (place.ok) deps.onEntered?.(place.value.queuedMs);
      else deps.onRefused?.(place.fault.code);
      return place;
    },
    limitsOf: (who) => rates.look(who),
    get waiting() {
      return room.size;
    },
    close: () => {
      isClosed = true;
      queue.close();
    },
  };
}
