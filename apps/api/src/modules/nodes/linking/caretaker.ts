import type { OfferedModel } from '@spindle/shared';
import type { Logger } from '../../../platform/index.ts';
import type { Conduct } from '../conduct/conduct.ts';
import type { PresenceWriter } from '../presence/presence-writer.ts';
import type { TrackRecords } from '../record/track-records.ts';
import type { Link } from './link.ts';
import { lookAtHolds } from './look-at-holds.ts';
import type { Registry } from './registry.ts';

/** How often links are looked after. A silent death (power, cable, NAT) is seen within a ping and its patience. */
export interface Pace {
  tickMs: number;
  pingEveryMs: number;
  pingPatienceMs: number;
  seenEveryMs: number;
  offersEveryMs: number;
  /** Of a node that nobody has measured yet. */
  probeAgainMs: number;
  /** Clocks are set by people and jump: those of linked machines are looked at, too. */
  clockEveryMs: number;
}

export const PACE: Pace = {
  tickMs: 1_000,
  pingEveryMs: 5_000,
  pingPatienceMs: 5_000,
  seenEveryMs: 30_000,
  offersEveryMs: 30_000,
  probeAgainMs: 60_000,
  clockEveryMs: 60_000,
};
/** Nodes renew at half of a manifest's life; one that is so near its end is asked. */
const MANIFEST_SPARE_MS = 60 * 60_000;

interface Care {
  pingedAt: number;
  isPingOpen: boolean;
  seenAt: number;
  probeAt: number;
  isProbing: boolean;
  clockAt: number;
}

export interface CaretakerParts {
  registry: Registry;
  records: Pick<TrackRecords, 'probed'>;
  writer: PresenceWriter;
  nowMs: () => number;
  readOffers: (listingIds: readonly string[]) => Promise<Map<string, OfferedModel[]>>;
  refresh: (link: Link, offers: readonly OfferedModel[]) => Promise<void>;
  conduct: Pick<Conduct, 'twinsSinceMs'>;
  log: Pick<Logger, 'warn'>;
  pace: Pace;
}

/** Looks after all links with one timer: pings, speed, what the listing offers, when a node was last seen. */
export class Caretaker {
  readonly #cares = new WeakMap<Link, Care>();
  readonly #timer: NodeJS.Timeout;
  #offersAt = performance.now();
  #tickedAt = performance.now();
  /** This process itself was busy: answers to pings may lie unread, so nobody is given up for dead now. */
  #isLate = false;

  constructor(private readonly parts: CaretakerParts) {
    this.#timer = setInterval(() => this.#tick(performance.now()), parts.pace.tickMs);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(now: number): void {
    this.#isLate = now - this.#tickedAt > 3 * this.parts.pace.tickMs;
    this.#tickedAt = now;
    for (const link of this.parts.registry.all) this.#look(link, now);
    if (now - this.#offersAt < this.parts.pace.offersEveryMs) return;
    this.#offersAt = now;
    void this.checkOffers();
  }

  #look(link: Link, now: number): void {
    const care = this.#cares.get(link) ?? {
      pingedAt: now,
      isPingOpen: false,
      seenAt: now,
      probeAt: now,
      isProbing: false,
      clockAt: now,
    };
    this.#cares.set(link, care);
    const isSilent = care.isPingOpen && now - care.pingedAt > this.parts.pace.pingPatienceMs;
    if (isSilent && !this.#isLate) link.session.destroy();
    if (link.session.destroyed) return;
    if (!care.isPingOpen && now - care.pingedAt >= this.parts.pace.pingEveryMs) this.#ping(link, care, now);
    if (now - care.seenAt >= this.parts.pace.seenEveryMs) {
      care.seenAt = now;
      this.parts.writer.tell(link.nodeId, this.parts.nowMs());
    }
    if (now - care.clockAt >= this.parts.pace.clockEveryMs) {
      care.clockAt = now;
      void lookAtHolds(link, this.parts.conduct, this.parts.nowMs);
    }
    // A node whose circuit may close is asked at once: until then it earns nothing. A speed that is said to a question
    // which everybody can tell from a buyer's counts only until the market has measured one itself.
    const isUnmeasured = link.firstTokenMs === null && now >= care.probeAt;
    if (isUnmeasured || link.circuit.state === 'half_open') void this.#probe(link, care, now);
  }

  #ping(link: Link, care: Care, now: number): void {
    care.pingedAt = now;
    care.isPingOpen = link.session.ping(() => {
      care.isPingOpen = false;
    });
  }

  /** A busy node is not asked: its buyers come first. */
  async #probe(link: Link, care: Care, now: number): Promise<void> {
    care.probeAt = now + this.parts.pace.probeAgainMs;
    if (link.isDraining || link.loadedModels.size === 0 || link.busy >= link.slots || care.isProbing) return;
    care.isProbing = true;
    const measured = await link.probe();
    care.isProbing = false;
    this.parts.records.probed(link.nodeId, measured);
  }

  /** Tells nodes whose listing offers something else than they were told; one query for all. */
  async checkOffers(): Promise<void> {
    const links = this.parts.registry.all;
    if (links.length === 0) return;
    try {
      const offers = await this.parts.readOffers([...new Set(links.map(({ listingId }) => listingId))]);
      const isStale = (link: Link, now: OfferedModel[]) =>
        link.manifest.notAfter - this.parts.nowMs() < MANIFEST_SPARE_MS ||
        JSON.stringify(now) !== JSON.stringify(link.offers);
      const changed = links.map((link) => ({ link, now: offers.get(link.listingId) ?? [] }));
      await Promise.all(
        changed.filter(({ link, now }) => isStale(link, now)).map(({ link, now }) => this.parts.refresh(link, now)),
      );
    } catch {
      this.parts.log.warn({}, 'offers of linked nodes could not be read; will try again');
    }
  }
}
