import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type Earnings,
  type Environment,
  fail,
  type JoinReply,
  type JoinRequest,
  ok,
  type Result,
} from '@spindle/shared';
import type { Clock, Database, Logger } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import type { Evidence } from '../attestation/index.ts';
import { Conduct } from './conduct/conduct.ts';
import { Caretaker, PACE, type Pace } from './linking/caretaker.ts';
import { Challenges } from './linking/challenges.ts';
import { EvidenceOfLinks } from './linking/evidence-of-links.ts';
import { LateReceipts } from './linking/late-receipts.ts';
import { LinkDesk } from './linking/link-desk.ts';
import { Registry } from './linking/registry.ts';
import { join } from './membership/join.ts';
import { makeJoinCode } from './membership/make-join-code.ts';
import { moveNode, retireNode } from './membership/own-nodes.ts';
import { readOffers } from './nodes.repo.ts';
import { PresenceWriter } from './presence/presence-writer.ts';
import { nodesOf } from './presence/views.ts';
import { RecordDays } from './record/record-days.ts';
import { TrackRecords } from './record/track-records.ts';
import type { JoinCommand, NodePresence, NodeStream, NodeView, OnLateReceipt, Outcome, Work } from './shapes.ts';

export interface NodesDeps {
  db: Database;
  clock: Clock;
  log: Logger;
  env: Environment;
  /** Ed25519 key (hex) that signs quotes. */
  brokerKey: string;
  /** Where nodes reach this market. */
  publicUrl: string;
  onLateReceipt: OnLateReceipt;
  /** Judges what confidential machines show of themselves. */
  evidence: Pick<Evidence, 'shown' | 'standingOf' | 'standingsOf' | 'forget' | 'onChange'>;
  /** Salts what is kept of machines' addresses (`addressSecretOf`). */
  addressSecret: string;
  /** Tests hurry. */
  pace?: Partial<Pace>;
}

/** The linked nodes of this broker. */
export interface Nodes {
  presence(nodeId: string): NodePresence | null;
  presencesOf(listingId: string): NodePresence[];
  /** Another number whenever a node has come or gone, or has another manifest: what was joined before is old then. */
  linksVersion(): number;
  linked(): NodePresence[];
  /** Hands a sealed request (`encodeHeaded({ quote, attempt }, envelope)`) to a node. Refusal: `node_lost`. */
  infer(nodeId: string, body: Uint8Array): Result<NodeStream>;
  /** The listener hears of each node whose slots may have changed: it came, went, ended an answer, or said so. */
  onSlotsChanged(listener: (nodeId: string) => void): void;
  /** Told before `infer`, so that what a node has promised counts as its load; call `ended` at the attempt's end. */
  begun(nodeId: string, promisedTokens: number): Work;
  /** Told at the end of each attempt: speed, circuit and experience of a node come from here. */
  outcome(nodeId: string, outcome: Outcome): void;
  /** What the market itself measured, by a question like a buyer's; null when the machine did not answer it. */
  measured(nodeId: string, measured: { firstTokenMs: number; tokensPerSecond: number | null } | null): void;
  /** Machines that canaries suspect: buyers are sent to others. All of them, each time. */
  suspect(nodeIds: ReadonlySet<string>): void;
  /** Clockwork: writes the machines' records by day. */
  keepDays(): Promise<void>;
  /** Answers under way at a node that this broker asked for. */
  inFlight(nodeId: string): number;
  ackReceipts(nodeId: string, jobIds: readonly string[]): void;
  /** Tells a node what its provider is promised. @returns false when it did not take it, or is not linked here. */
  tellEarnings(nodeId: string, earnings: Earnings): Promise<boolean>;
  /** Evidence that answers a device's nonce, as canonical text. Refusals: `not_found`, `node_busy`, `node_lost`. */
  attest(nodeId: string, nonce: string): Promise<Result<string>>;
  join(request: JoinRequest): Promise<Result<JoinReply>>;
  challenge(nodeId: string): Result<{ challenge: string }>;
  acceptUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  makeJoinCode(actor: Actor, listingId: string): Promise<Result<JoinCommand>>;
  nodesOf(listingIds: readonly string[]): Promise<NodeView[]>;
  /** Takes a node of the actor's off its listing for good. Refusal: `not_found`. */
  retire(actor: Actor, nodeId: string): Promise<Result<null>>;
  /** Moves a node to another listing of the actor's. Refusals: `not_found`, `listing_state`. */
  move(actor: Actor, input: { nodeId: string; listingId: string }): Promise<Result<null>>;
  /** Nodes in maintenance: these, and no others, take no new work. */
  rest(nodeIds: readonly string[]): void;
  /** Tells linked nodes at once what their listings offer now; else they hear it within half a minute. */
  offersChanged(): Promise<void>;
  /** Says goodbye to the nodes of listings whose machines were retired. */
  unlink(listingIds: readonly string[]): void;
  /** Lets nobody in, waits for answers in work (at most `patienceMs`), says goodbye to all. */
  close(patienceMs?: number): Promise<void>;
}

const CLOSE_PATIENCE_MS = 10_000;
const CLOSE_LOOK_MS = 50;

export function createNodes(deps: NodesDeps): Nodes {
  const { db, clock, log, env, addressSecret } = deps;
  const nowMs = () => clock.nowMs();
  const registry = new Registry();
  const challenges = new Challenges(nowMs);
  const writer = new PresenceWriter(db, log);
  const days = new RecordDays(db, nowMs);
  const records = new TrackRecords(registry, writer, nowMs, days);
  const conduct = new Conduct(nowMs);
  const receipts = new LateReceipts({
    ...{ onLateReceipt: deps.onLateReceipt, log },
    onMisfit: (nodeId) => records.outcome(nodeId, { kind: 'failed', code: 'receipt_invalid' }),
    onFlood: (link, fault) => desk.letGo(link, fault),
  });
  const evidence = new EvidenceOfLinks(deps.evidence, registry, log);
  const desk = new LinkDesk({
    db,
    env,
    nowMs,
    log,
    challenges,
    registry,
    writer,
    receipts,
    evidence,
    records,
    conduct,
    addressSecret,
  });
  const caretaker = new Caretaker({
    registry,
    records,
    writer,
    nowMs,
    log,
    conduct,
    pace: { ...PACE, ...deps.pace },
    readOffers: (listingIds) => readOffers(db.pool, listingIds),
    refresh: (link, offers) => desk.refresh(link, offers),
  });
  return {
    presence: (nodeId) => registry.get(nodeId),
    presencesOf: (listingId) => registry.of(listingId),
    linksVersion: () => registry.version,
    linked: () => registry.all,
    infer: (nodeId, body) => registry.get(nodeId)?.infer(body) ?? fail('node_lost', { delivered: 0 }),
    onSlotsChanged: (listener) => registry.onSlotsChanged(listener),
    begun: (nodeId, promisedTokens) => records.begun(nodeId, promisedTokens),
    outcome: (nodeId, outcome) => records.outcome(nodeId, outcome),
    measured: (nodeId, measured) => records.probed(nodeId, measured),
    suspect: (nodeIds) => registry.suspect(nodeIds),
    keepDays: () => days.keep(registry.all),
    inFlight: (nodeId) => registry.get(nodeId)?.inFlight ?? 0,
    ackReceipts: (nodeId, jobIds) => registry.get(nodeId)?.ack(jobIds),
    tellEarnings: async (nodeId, earnings) => (await registry.get(nodeId)?.tellEarnings(earnings)) ?? false,
    attest: async (nodeId, nonce) => {
      const link = registry.get(nodeId);
      return link?.manifest.enclave ? link.attest(nonce) : fail('not_found', { what: 'enclave' });
    },
    join: (request) => join(deps, request),
    challenge: (nodeId) => ok({ challenge: challenges.make(nodeId) }),
    acceptUpgrade: (request, socket, head) => desk.acceptUpgrade(request, socket, head),
    makeJoinCode: (actor, listingId) => makeJoinCode(deps, actor, listingId),
    nodesOf: (listingIds) =>
      nodesOf(
        db.pool,
        { registry, refusalOf: (nodeId) => desk.refusalOf(nodeId), evidence: deps.evidence },
        listingIds,
      ),
    retire: (actor, nodeId) => retireNode({ db, clock, registry }, actor, nodeId),
    move: (actor, input) => moveNode({ db, clock, registry }, actor, input),
    rest: (nodeIds) => registry.rest(nodeIds),
    offersChanged: () => caretaker.checkOffers(),
    unlink: (listingIds) => {
      for (const listingId of listingIds)
        for (const link of registry.of(listingId)) link.end(fail('node_unknown').fault);
    },
    close: async (patienceMs = CLOSE_PATIENCE_MS) => {
      desk.close();
      caretaker.close();
      await allAnswered(registry, patienceMs);
      await endAll(registry);
      await days.keep([]).catch(() => log.warn({}, 'the last minute of the machines’ records could not be written'));
      await writer.close();
    },
  };
}

async function allAnswered(registry: Registry, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  while (registry.all.some(({ inFlight }) => inFlight > 0) && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, CLOSE_LOOK_MS));
  }
}

async function endAll(registry: Registry): Promise<void> {
  const gone = registry.all.map((link) => new Promise<void>((resolve) => link.session.once('close', () => resolve())));
  for (const link of registry.all) link.end(fail('shutting_down').fault);
  await Promise.all(gone);
}
