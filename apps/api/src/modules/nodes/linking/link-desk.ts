import type { IncomingMessage } from 'node:http';
import type { ClientHttp2Session } from 'node:http2';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Environment, type Fault, fail, type OfferedModel } from '@spindle/shared';
import { type Database, faultOfException, type Logger } from '../../../platform/index.ts';
import { hashAddress } from '../addresses/address-secret.ts';
import { noteAddress } from '../addresses/addresses.repo.ts';
import { egressOf } from '../addresses/egress-of.ts';
import type { Conduct } from '../conduct/conduct.ts';
import { type KnownNode, readOffers } from '../nodes.repo.ts';
import type { Refusal } from '../presence/node-condition.ts';
import type { PresenceWriter } from '../presence/presence-writer.ts';
import type { TrackRecords } from '../record/track-records.ts';
import { endSession } from '../wire/call-node.ts';
import { refuseUpgrade, upgradeSocket } from '../wire/upgrade-socket.ts';
import type { Challenges } from './challenges.ts';
import { checkCaller, headerOf } from './check-caller.ts';
import { CLOCK_HINT } from './check-manifest.ts';
import { establishLink, type NodeAnnouncement, refreshLink } from './establish-link.ts';
import type { EvidenceOfLinks } from './evidence-of-links.ts';
import type { LateReceipts } from './late-receipts.ts';
import type { Link } from './link.ts';
import type { Registry } from './registry.ts';

export interface LinkDeskParts {
  db: Database;
  env: Environment;
  nowMs: () => number;
  log: Logger;
  challenges: Challenges;
  registry: Registry;
  writer: PresenceWriter;
  receipts: LateReceipts;
  evidence: EvidenceOfLinks;
  records: TrackRecords;
  conduct: Conduct;
  addressSecret: string;
}

/** More machines than one broker links. */
const MOST_REFUSALS = 20_000;

/** Where nodes dial in: checks who they are, makes links of their connections, and sees them go. */
export class LinkDesk {
  #isClosed = false;
  /** Why machines were last refused. Whoever comes in is forgotten here. */
  readonly #refusals = new Map<string, Refusal>();

  constructor(private readonly parts: LinkDeskParts) {}

  /** From now on nobody is let in. */
  close(): void {
    this.#isClosed = true;
  }

  /** Handles `upgrade` of `GET /nodes/link`. Never throws: whoever may not come in is told why. */
  async acceptUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => {}); // A caller that goes away while we look it up.
    if (socket instanceof Socket) socket.setNoDelay(true).setTimeout(0);
    // HTTP servers keep half-closed connections; a node that has closed its side is gone, and we must know at once.
    socket.allowHalfOpen = false;
    const { db, challenges, log } = this.parts;
    try {
      if (this.#isClosed) return refuseUpgrade(socket, fail('shutting_down').fault);
      const waits = this.parts.conduct.waits(headerOf(request.headers, 'spindle-node'));
      if (waits) return this.#refuse(socket, waits);
      const caller = await checkCaller({ sql: db.pool, challenges }, request.headers);
      if (!caller.ok) return this.#refuse(socket, caller.fault);
      const { node } = caller.value;
      const flaps = this.parts.conduct.comes(node.nodeId);
      if (flaps) {
        this.#misconduct(node.nodeId, flaps);
        return this.#refuse(socket, flaps);
      }
      const offers = (await readOffers(db.pool, [node.listingId])).get(node.listingId) ?? [];
      const session = await upgradeSocket(socket, head);
      if (!session) return;
      const egress = egressOf(request.socket.remoteAddress, headerOf(request.headers, 'x-forwarded-for'));
      await this.#establish(session, node, offers, egress);
    } catch (error) {
      refuseUpgrade(socket, faultOfException(error, log));
    }
  }

  refusalOf(nodeId: string): Refusal | null {
    return this.#refusals.get(nodeId) ?? null;
  }

  /** Ends the link of a machine for what it did: it waits before it comes again, and its record says so. */
  letGo(link: Link, fault: Fault): void {
    this.parts.conduct.letGo(link.nodeId, fault);
    this.#misconduct(link.nodeId, fault);
    link.end(fault);
  }

  /** Tells a node new offers. A node whose manifest is then wrong is let go. */
  async refresh(link: Link, offers: readonly OfferedModel[]): Promise<void> {
    try {
      const refreshed = await refreshLink(this.#establishParts, link, offers);
      if (refreshed.ok) return this.parts.registry.manifestChanged();
      this.#noteRefusal(link.nodeId, refreshed.fault);
      link.end(refreshed.fault);
    } catch {
      link.session.destroy();
    }
  }

  get #establishParts() {
    const { env, nowMs, records, conduct, evidence } = this.parts;
    const onEvent = (link: Link, event: NodeAnnouncement) => this.#onEvent(link, event);
    const onMisconduct = (nodeId: string, fault: Fault) => {
      conduct.letGo(nodeId, fault);
      this.#misconduct(nodeId, fault);
    };
    const judge: EvidenceOfLinks['judge'] = (link, manifest, text) => evidence.judge(link, manifest, text);
    return { env, nowMs, records, onEvent, onMisconduct, judge };
  }

  async #establish(
    session: ClientHttp2Session,
    node: KnownNode,
    offers: readonly OfferedModel[],
    egress: string | null,
  ): Promise<void> {
    try {
      const link = await establishLink(this.#establishParts, session, node, offers);
      if (!link.ok) {
        this.parts.log.warn({ nodeId: node.nodeId, code: link.fault.code }, 'a node was let go');
        this.#noteRefusal(node.nodeId, link.fault);
        return endSession(session, link.fault);
      }
      if (this.#isClosed) return endSession(session, fail('shutting_down').fault);
      if (this.#admit(link.value) && egress) await this.#noteAddress(node.nodeId, egress);
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      this.parts.log.warn({ nodeId: node.nodeId, why }, 'a node does not keep to the protocol');
      session.destroy();
    }
  }

  /** @returns whether it has the node's place now. */
  #admit(link: Link): boolean {
    const { registry, writer, receipts, evidence, records, log, nowMs } = this.parts;
    if (link.session.destroyed) return false;
    const { nodeId, linkedSinceMs } = link;
    if (this.#isTwin(link)) return false;
    // The newer link is the living one: a node that lost its connection comes back before we have seen the old one die.
    const older = registry.add(link);
    if (older && !older.session.destroyed) this.parts.conduct.takenOver(nodeId);
    older?.end(fail('node_replaced').fault);
    // Once it is a new connection; again and again it is two machines with one identity, which no buyer shall meet.
    if (older) records.outcome(nodeId, { kind: 'failed', code: 'node_replaced' });
    this.#refusals.delete(nodeId);
    writer.tell(nodeId, nowMs(), { linkedSinceMs, program: link.manifest.program });
    link.onTold = (told) => writer.tell(nodeId, nowMs(), { told });
    if (link.telemetry) link.onTold(link.telemetry);
    log.info({ nodeId, listingId: link.listingId }, 'node linked');
    link.session.once('close', () => {
      if (!registry.remove(link)) return;
      evidence.forget(nodeId);
      writer.tell(nodeId, nowMs(), { linkedSinceMs: 0 });
      log.info({ nodeId, listingId: link.listingId }, 'node gone');
    });
    void receipts.collect(link);
    void evidence.fetch(link);
    return true;
  }

  /** Only its hash is kept. Whether it can be is of no matter to the link. */
  async #noteAddress(nodeId: string, egress: string): Promise<void> {
    const { db, addressSecret, nowMs, log } = this.parts;
    await noteAddress(db.pool, nodeId, hashAddress(addressSecret, egress), nowMs()).catch(() =>
      log.warn({ nodeId }, 'where a machine came from could not be kept'),
    );
  }

  /** Two machines that take each other's place for ever serve nobody: the one that is there stays, without buyers. */
  #isTwin(link: Link): boolean {
    const { registry, conduct, log } = this.parts;
    const { nodeId } = link;
    const living = registry.get(nodeId);
    const sinceMs = conduct.twinsSinceMs(nodeId);
    if (!living || sinceMs === null) return false;
    conduct.takenOver(nodeId);
    const { fault } = fail('node_twins');
    living.hold('twins', { code: fault.code, sinceMs, evidence: {} });
    log.warn({ nodeId, code: fault.code }, 'two machines have one identity');
    link.end(fault);
    return true;
  }

  #onEvent(link: Link, event: NodeAnnouncement): void {
    if (event.type === 'receipts') void this.parts.receipts.collect(link);
    else if (event.type === 'evidence') void this.parts.evidence.fetch(link);
    else void this.refresh(link, link.offers);
  }

  #noteRefusal(nodeId: string, { code, facts }: Fault): void {
    if (this.#refusals.size > MOST_REFUSALS) this.#refusals.clear();
    const isManifestOld = code === 'node_manifest' && String(facts?.hint ?? '').startsWith(CLOCK_HINT);
    const isClockOff = code === 'clock_skewed' || isManifestOld;
    this.#refusals.set(nodeId, { code, isClockOff, atMs: this.parts.nowMs(), ...(facts && { facts }) });
  }

  /** Owner and record hear of it. */
  #misconduct(nodeId: string, fault: Fault): void {
    this.parts.log.warn({ nodeId, code: fault.code }, 'a node was let go');
    this.parts.records.outcome(nodeId, { kind: 'failed', code: fault.code });
    this.#noteRefusal(nodeId, fault);
  }

  #refuse(socket: Duplex, fault: Fault): void {
    this.parts.log.info({ code: fault.code }, 'a node was refused');
    refuseUpgrade(socket, fault);
  }
}
