import type { OfferedModel } from '@spindle/shared';
import type { Logger } from '../../platform/index.ts';
import type { Link } from './link.ts';
import type { PresenceWriter } from './presence-writer.ts';
import { probeNode } from './probe-node.ts';
import type { Registry } from './registry.ts';

const TICK_MS = 1_000;
/** A silent death (power, cable, NAT) is seen within these two. */
const PING_EVERY_MS = 5_000;
const PING_PATIENCE_MS = 5_000;
const SEEN_EVERY_MS = 30_000;
const OFFERS_EVERY_MS = 30_000;
const PROBE_EVERY_MS = 5 * 60_000;
const PROBE_AGAIN_MS = 60_000;
/** Nodes renew at half of a manifest's life; one that is so near its end is asked. */
const MANIFEST_SPARE_MS = 60 * 60_000;

interface Care {
  pingedAt: number;
  isPingOpen: boolean;
  seenAt: number;
  probeAt: number;
}

export interface CaretakerParts {
  registry: Registry;
  writer: PresenceWriter;
  nowMs: () => number;
  readOffers: (listingIds: readonly string[]) => Promise<Map<string, OfferedModel[]>>;
  refresh: (link: Link, offers: readonly OfferedModel[]) => Promise<void>;
  log: Pick<Logger, 'warn'>;
}

/** Looks after all links with one timer: pings, speed, what the listing offers, when a node was last seen. */
export class Caretaker {
  readonly #cares = new WeakMap<Link, Care>();
  readonly #timer: NodeJS.Timeout;
  #offersAt = performance.now();

  constructor(private readonly parts: CaretakerParts) {
    this.#timer = setInterval(() => this.#tick(performance.now()), TICK_MS);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(now: number): void {
    for (const link of this.parts.registry.all) this.#look(link, now);
    if (now - this.#offersAt < OFFERS_EVERY_MS) return;
    this.#offersAt = now;
    void this.checkOffers();
  }

  #look(link: Link, now: number): void {
    const care = this.#cares.get(link) ?? { pingedAt: now, isPingOpen: false, seenAt: now, probeAt: now };
    this.#cares.set(link, care);
    if (care.isPingOpen && now - care.pingedAt > PING_PATIENCE_MS) link.session.destroy();
    if (link.session.destroyed) return;
    if (!care.isPingOpen && now - care.pingedAt >= PING_EVERY_MS) this.#ping(link, care, now);
    if (now - care.seenAt >= SEEN_EVERY_MS) {
      care.seenAt = now;
      this.parts.writer.tell(link.nodeId, this.parts.nowMs());
    }
    if (now >= care.probeAt) void this.#probe(link, care, now);
  }

  #ping(link: Link, care: Care, now: number): void {
    care.pingedAt = now;
    care.isPingOpen = link.session.ping(() => {
      care.isPingOpen = false;
    });
  }

  /** A busy node is not asked: its buyers come first. */
  async #probe(link: Link, care: Care, now: number): Promise<void> {
    care.probeAt = now + PROBE_AGAIN_MS;
    if (link.isDraining || link.loadedModels.size === 0 || link.busy >= link.slots) return;
    const measured = await probeNode(link.session);
    if (!measured) return;
    care.probeAt = now + PROBE_EVERY_MS;
    link.speed.add(measured);
    const { firstTokenMs, tokensPerSecond } = link.speed;
    if (firstTokenMs === null) return;
    const atMs = this.parts.nowMs();
    this.parts.writer.tell(link.nodeId, atMs, { measured: { firstTokenMs, tokensPerSecond, atMs } });
  }

  /** Tells nodes whose listing offers something else than they were told; one query for all. */
  async checkOffers(): Promise<void> {
    const links = this.parts.registry.all;
    if (links.length === 0) return;
    try {
      const offers = await this.parts.readOffers([...new Set(links.map(({ listingId }) => listingId))]);
      for (const link of links) {
        const now = offers.get(link.listingId) ?? [];
        const isOld = link.manifest.notAfter - this.parts.nowMs() < MANIFEST_SPARE_MS;
        if (isOld || JSON.stringify(now) !== JSON.stringify(link.offers)) await this.parts.refresh(link, now);
      }
    } catch {
      this.parts.log.warn({}, 'offers of linked nodes could not be read; will try again');
    }
  }
}
