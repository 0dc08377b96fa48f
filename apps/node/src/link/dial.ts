import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import { SIGNING_DOMAINS, type Signer } from '@spindle/sealed/node';
import { ChallengeReplySchema, canonicalJson, type Fault, fail, LINK_PROTOCOL, ok, type Result } from '@spindle/shared';
import { VERSION } from '../version.ts';
import { type BrokerAddress, faultOfReply, postJson, reasonOf } from './post-json.ts';

const UPGRADE_TIMEOUT_MS = 15_000;

export interface Caller {
  broker: BrokerAddress;
  nodeId: string;
  identity: Signer;
  /** For tests of the market's refusal. */
  version?: string;
}

/**
 * Opens a link: fetches a challenge, signs it with the node's identity, and upgrades a connection that this machine
 * opened, so that no port of it must be open.
 * A clock that is off is for the market to refuse: only so its owner reads of it in Earn, and not on this screen alone.
 * Refusals: `broker_unreachable`, `node_unknown`, `node_signature`, `node_challenge`, `node_outdated`, `shutting_down`.
 */
export async function dial({ broker, nodeId, identity, version = VERSION }: Caller): Promise<Result<Duplex>> {
  const reply = await postJson(broker, '/nodes/challenge', { nodeId }, ChallengeReplySchema);
  if (!reply.ok) return reply;
  const { challenge } = reply.value.value;
  const text = canonicalJson({ challenge, nodeId, version });
  const signature = await identity.sign(SIGNING_DOMAINS.link, text);
  return upgrade(broker, {
    'spindle-node': nodeId,
    'spindle-challenge': challenge,
    'spindle-version': version,
    'spindle-signature': signature,
  });
}

function upgrade({ url, ca }: BrokerAddress, headers: Record<string, string>): Promise<Result<Duplex>> {
  return new Promise((resolve) => {
    const options = {
      headers: { ...headers, connection: 'Upgrade', upgrade: LINK_PROTOCOL },
      agent: false,
      ...(ca ? { ca } : {}),
    };
    const isTls = url.startsWith('https:');
    const request = (isTls ? requestHttps : requestHttp)(`${url}/nodes/link`, options);
    const refuse = (fault: Fault) => resolve({ ok: false, fault });
    const timer = setTimeout(() => {
      refuse(fail('broker_unreachable', { url, reason: 'no answer in 15 s' }).fault);
      request.destroy();
    }, UPGRADE_TIMEOUT_MS);
    request.on('close', () => clearTimeout(timer));
    request.on('error', (error) => refuse(fail('broker_unreachable', { url, reason: reasonOf(error) }).fault));
    request.on('response', (response) => void readRefusal(url, response).then(refuse));
    request.on('upgrade', (_response, socket, head) => {
      clearTimeout(timer);
      socket.setNoDelay(true);
      socket.setTimeout(0);
      // The market's first frames may have come in the packet of its 101.
      if (head.length > 0) socket.unshift(head);
      resolve(ok(socket));
    });
    request.end();
  });
}

async function readRefusal(url: string, response: IncomingMessage): Promise<Fault> {
  let text = '';
  try {
    for await (const piece of response.setEncoding('utf8')) text += piece;
  } catch {
    // Cut short: the status alone must do.
  }
  return faultOfReply(url, response.statusCode ?? 0, text);
}
