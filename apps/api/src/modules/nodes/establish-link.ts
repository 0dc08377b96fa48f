import type { ClientHttp2Session } from 'node:http2';
import {
  type Environment,
  LINK_PATHS,
  type NodeEvent,
  NodeEventSchema,
  type NodeState,
  type OfferedModel,
  type Result,
  type Signed,
  SignedSchema,
} from '@spindle/shared';
import * as z from 'zod/mini';
import { callJson, jsonOf, LinkError, openCall, readLines } from './call-node.ts';
import { checkManifest } from './check-manifest.ts';
import { Link } from './link.ts';
import type { KnownNode } from './nodes.repo.ts';
import type { TrackRecords } from './track-records.ts';

const Anything = z.unknown();
const FIRST_STATE_MS = 10_000;

export interface EstablishParts {
  env: Environment;
  nowMs: () => number;
  records: Pick<TrackRecords, 'linked'>;
  onEvent: (link: Link, event: Exclude<NodeEvent, NodeState>) => void;
}

/**
 * Makes a link of a fresh session: the node hears what its listing offers, shows its manifest, and begins to tell its
 * state. Refusals: those of the manifest. @throws LinkError when the node does not keep to the protocol.
 */
export async function establishLink(
  parts: EstablishParts,
  session: ClientHttp2Session,
  node: KnownNode,
  offers: readonly OfferedModel[],
): Promise<Result<Link>> {
  const { manifest, signed } = await introduce(parts, session, node, offers);
  if (!manifest.ok) return manifest;
  const events = followEvents(session);
  const state = await events.first;
  const said = { manifest: manifest.value, signed, state };
  const record = parts.records.linked(node.nodeId, node);
  const link = new Link(session, node, said, offers, parts.nowMs(), record);
  events.follow((event) => {
    if (event.type === 'state') link.setState(event);
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
  link.setManifest(manifest.value, signed);
  return { ok: true, value: null };
}

async function introduce(
  { env, nowMs }: EstablishParts,
  session: ClientHttp2Session,
  { nodeId, identityKey }: Pick<KnownNode, 'nodeId' | 'identityKey'>,
  offers: readonly OfferedModel[],
) {
  await callJson(session, 'POST', LINK_PATHS.offers, Anything, { offers });
  const signed: Signed = await callJson(session, 'GET', LINK_PATHS.manifest, SignedSchema);
  return { manifest: await checkManifest(signed, { nodeId, identityKey, env, offers }, nowMs()), signed };
}

/** Reads `/events` for as long as the link lasts. When it ends the link is of no use: nobody would hear of changes. */
function followEvents(session: ClientHttp2Session) {
  const stream = openCall(session, 'GET', LINK_PATHS.events);
  const early: NodeEvent[] = [];
  let listener: (event: NodeEvent) => void = (event) => early.push(event);
  const first = new Promise<NodeState>((resolve, reject) => {
    const timer = setTimeout(() => reject(new LinkError('no state came')), FIRST_STATE_MS);
    readLines(stream, (line) => {
      const event = NodeEventSchema.safeParse(jsonOf(line));
      if (!event.success) return;
      listener(event.data);
      if (event.data.type !== 'state') return;
      clearTimeout(timer);
      resolve(event.data);
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
