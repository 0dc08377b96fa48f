import { request } from 'node:http';
import { SIGNING_DOMAINS, type Signer } from '@spindle/sealed/node';
import { canonicalJson, LINK_PROTOCOL } from '@spindle/shared';
import type { TestMarket } from './test-market.ts';

interface Dialled {
  status: number;
  code: string | null;
}

/** Fetches a challenge as a node does. */
export async function fetchChallenge(market: TestMarket, nodeId: string): Promise<string> {
  const response = await fetch(`${market.url}/nodes/challenge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ nodeId }),
  });
  return (await response.json()).challenge;
}

/** Dials in with headers of the test's choice; whatever is left out is right. */
export async function dialByHand(
  market: TestMarket,
  {
    nodeId,
    signer,
    version = '0.1.0',
    ...parts
  }: {
    nodeId: string;
    signer: Signer;
    challenge?: string;
    version?: string;
    upgrade?: string;
    /** What is signed instead of the challenge that is sent. */
    signedChallenge?: string;
  },
): Promise<Dialled> {
  const challenge = parts.challenge ?? (await fetchChallenge(market, nodeId));
  const text = canonicalJson({ challenge: parts.signedChallenge ?? challenge, nodeId, version });
  const headers = {
    connection: 'Upgrade',
    upgrade: parts.upgrade ?? LINK_PROTOCOL,
    'spindle-node': nodeId,
    'spindle-challenge': challenge,
    'spindle-version': version,
    'spindle-signature': await signer.sign(SIGNING_DOMAINS.link, text),
  };
  return new Promise((resolve, reject) => {
    const call = request(`${market.url}/nodes/link`, { headers, agent: false });
    call.on('error', reject);
    call.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve({ status: 101, code: null });
    });
    call.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece) => {
        body += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, code: JSON.parse(body).error.code }));
    });
    call.end();
  });
}
