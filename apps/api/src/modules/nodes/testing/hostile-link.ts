import type { ServerHttp2Stream } from 'node:http2';
import { unwrap } from '@spindle/shared';
import { dial } from '../../../../../node/src/link/dial.ts';
import { routesOf } from '../../../../../node/src/link/routes.ts';
import { type ServedLink, serveLink } from '../../../../../node/src/link/serve-link.ts';
import { makeWorkings, type Workings } from '../../../../../node/src/workings.ts';
import type { TestMachine } from './test-node.ts';

/** What it does in place of a path's own answer. */
export type Misdeed = (stream: ServerHttp2Stream, workings: Workings) => void;

export interface HostileLink {
  link: ServedLink;
  /** The market's goodbye, as a code; null when the link just broke. */
  ended: Promise<string | null>;
}

/** A link of a machine whose own program was stopped: it is a node in all but what it does at these paths. */
export async function openHostileLink(
  { home, identity, membership, engine, listing }: TestMachine,
  misdeeds: Record<string, Misdeed> = {},
): Promise<HostileLink> {
  const nowMs = () => Date.now();
  const served = [{ model: listing.modelId, engine }];
  const workings = await makeWorkings({ home, identity, membership, served, slots: 4, nowMs, onChange: () => {} });
  const onNothing = () => {};
  const parts = { membership, identityKey: identity.publicKey, nowMs, onFault: onNothing, onJournalFault: onNothing };
  const honest = routesOf({ ...workings, ...parts }, onNothing);
  const caller = { broker: { url: membership.brokerUrl }, nodeId: membership.nodeId, identity };
  const link = serveLink(unwrap(await dial(caller)), (stream, method, path) => {
    const misdeed = misdeeds[path];
    if (misdeed) misdeed(stream.on('error', onNothing), workings);
    else honest(stream, method, path);
  });
  const ended = link.ended.finally(() => workings.close()).then(({ goodbye }) => goodbye?.code ?? null);
  return { link, ended };
}

/** Answers by lines, as `/events` and `/receipts` do. */
export function sayLines(stream: ServerHttp2Stream, lines: readonly string[], isEnd = true): void {
  stream.respond({ ':status': 200 });
  for (const line of lines) stream.write(`${line}\n`);
  if (isEnd) stream.end();
}
