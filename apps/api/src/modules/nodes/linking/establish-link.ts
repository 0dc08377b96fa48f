import type { ClientHttp2Session, IncomingHttpHeaders } from 'node:http2';
import {
  type Environment,
  type Fault,
  fail,
  LINK_PATHS,
  type Manifest,
  type NodeEvent,
  type NodeState,
  type OfferedModel,
  type Result,
  type Signed,
  SignedSchema,
  type Telemetry,
} from '@spindle/shared';
import * as z from 'zod/mini';
import type { EvidenceStanding } from '../../attestation/index.ts';
import type { KnownNode } from '../nodes.repo.ts';
import type { TrackRecords } from '../record/track-records.ts';
import { EventGuard } from '../telling/event-guard.ts';
import { readEvent } from '../telling/read-event.ts';
import { callJson, endSession, LinkError, openCall, readLines } from '../wire/call-node.ts';
import { MOST_SKEW_MS, skewMs } from '../wire/clock-skew.ts';
import { checkManifest } from './check-manifest.ts';
import { Link } from './link.ts';

const Anything = z.unknown();
const FIRST_STATE_MS = 10_000;

export interface EstablishParts {
  env: Environment;
  nowMs: () => number;
  records: Pick<TrackRecords, 'linked'>;
  onEvent: (link: Link, event: NodeAnnouncement) => void;
  /** A node was let go for what it told. */
  onMisconduct: (nodeId: string, fault: Fault) => void;
  /** How a node's evidence for this manifest stands; null for one without an enclave. Never throws. */
  judge: (link: Link, manifest: Manifest, manifestText: string) => Promise<EvidenceStanding | null>;
}

/** What a node tells that somebody must act on. */
export type NodeAnnouncement = Exclude<NodeEvent, NodeState | Telemetry>;

/**
 * Makes a link of a fresh session: the node hears what its listing offers, shows its manifest, and begins to tell its
 * state. Refusals: those of the manifest, `clock_skewed`. @throws LinkError when the node does not keep to the protocol.
 */
export async function establishLink(
  parts: EstablishParts,
  session: ClientHttp2Session,
  node: KnownNode,
  offers: readonly OfferedModel[],
): Promise<Result<Link>> {
  const { manifest, signed } = await introduce(parts, session, node, offers);
  if (!manifest.ok) return manifest;
  const events = followEvents(session, (fault) => parts.onMisconduct(node.nodeId, fault));
  const state = await events.first;
  const said = { manifest: manifest.value, signed, state };
  const record = parts.records.linked(node.nodeId, node);
  const link = new Link(session, node, said, offers, parts.nowMs(), record);
  events.follow((event) => {
    if (event.type === 'state') link.setState(event);
    else if (event.type === 'telemetry') link.setTelemetry(event, parts.nowMs());
    else parts.onEvent(link, event);
  });
  return { ok: true, value: link };
}

/** Tells a linked node new offers, and reads the manifest that it makes of them. Refusals: those of the manifest. */
export async function refreshLink(
  parts: EstablishParts,
  link: Link,
  offers: readonly OfferedModel[],
): Promise<Result<null>> {
  const { manifest, signed } = await introduce(parts, link.session, link, offers);
  if (!manifest.ok) return manifest;
  link.offers = offers;
  const isSame = signed.text === link.manifestText;
  link.setManifest(
    manifest.value,
    signed,
    isSame ? link.evidence : await parts.judge(link, manifest.value, signed.text),
  );
  return { ok: true, value: null };
}

async function introduce(
  { env, nowMs }: EstablishParts,
  session: ClientHttp2Session,
  { nodeId, identityKey }: Pick<KnownNode, 'nodeId' | 'identityKey'>,
  offers: readonly OfferedModel[],
) {
  await callJson(session, 'POST', LINK_PATHS.offers, Anything, { offers });
  const { signed, skewMs } = await readManifest(session, nowMs);
  const seconds = Math.round(Math.abs(skewMs ?? 0) / 1000);
  if (seconds > MOST_SKEW_MS / 1000) return { manifest: fail('clock_skewed', { seconds }), signed };
  return { manifest: await checkManifest(signed, { nodeId, identityKey, env, offers }, nowMs()), signed };
}

/** The manifest in force, and by the same answer how far the machine's clock is off; null where it does not tell. */
export async function readManifest(
  session: ClientHttp2Session,
  nowMs: () => number,
): Promise<{ signed: Signed; skewMs: number | null }> {
  const sentAtMs = nowMs();
  let skew: number | null = null;
  const onHeaders = ({ date }: IncomingHttpHeaders) => {
    skew = skewMs(date, sentAtMs, nowMs());
  };
  const signed = await callJson(session, 'GET', LINK_PATHS.manifest, SignedSchema, undefined, onHeaders);
  return { signed, skewMs: skew };
}

/** Reads `/events` for as long as the link lasts. When it ends the link is of no use: nobody would hear of changes. */
function followEvents(session: ClientHttp2Session, onMisconduct: (fault: Fault) => void) {
  const guard = new EventGuard();
  const stream = openCall(session, 'GET', LINK_PATHS.events);
  const early: NodeEvent[] = [];
  let listener: (event: NodeEvent) => void = (event) => early.push(event);
  let isLetGo = false;
  const first = new Promise<NodeState>((resolve, reject) => {
    const timer = setTimeout(() => reject(new LinkError('no state came')), FIRST_STATE_MS);
    const letGo = (fault: Fault) => {
      isLetGo = true;
      onMisconduct(fault);
      endSession(session, fault);
    };
    readLines(stream, (line) => {
      if (isLetGo) return;
      const flood = guard.take(line.length);
      if (flood) return letGo(flood);
      const event = readEvent(line);
      const nonsense = event === 'nonsense' ? guard.nonsense() : null;
      if (nonsense) return letGo(nonsense);
      if (typeof event === 'string') return;
      listener(event);
      if (event.type !== 'state') return;
      clearTimeout(timer);
      resolve(event);
    });
    stream.on('error', () => {}); // Always followed by `close`.
    stream.on('close', () => {
      clearTimeout(timer);
      reject(new LinkError('the events ended'));
      session.destroy();
    });
  });
  const follow = (next: (event: NodeEvent) => void) => {
    listener = next;
    for (const event of early) next(event);
  };
  return { first, follow };
}
