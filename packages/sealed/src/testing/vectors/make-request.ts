import { unwrap } from '@spindle/shared';
import type { SealedBody } from '../../body.ts';
import { sealRequest } from '../../seal-request.ts';
import { makeTerms } from '../fixtures.ts';
import { seededPrimitives, seedHex } from './seeded.ts';
import { JOB_ID, NOW_MS, type VectorNode, vectorNode } from './world.ts';

export const BODY: SealedBody = {
  kind: 'chat',
  request: {
    messages: [{ role: 'user', content: 'What is a spindle? Что такое веретено?' }],
    max_completion_tokens: 500,
  },
};

/** What the sender draws: content key, salt and iv, then a key for each wrap. */
export const drawn = (name: string) => {
  const random = seedHex(`${name} random 0`, 76);
  return { contentKey: random.slice(0, 64), salt: random.slice(64, 128), iv: random.slice(128) };
};

export const recipientOf = (node: VectorNode) => ({ terms: makeTerms(node.nodeId), sealKey: node.keys.publicKey });

export async function sealVector() {
  const nodes = [vectorNode('a'), vectorNode('b')];
  const input = { candidates: nodes.map(recipientOf), jobId: JOB_ID, body: BODY };
  return unwrap(await sealRequest(input, seededPrimitives('request')));
}

/** What one machine is sent, in order, with the life of its terms; `code` null: it takes it on. */
const HOUR_MS = 3_600_000;
const sent = (what: string, code: string | null, attempt: number, nowMs: number, expiresAt = NOW_MS + HOUR_MS) => ({
  ...{ what, code, jobId: JOB_ID, attempt, nowMs: NOW_MS + nowMs, expiresAt },
});
const REPLAYS = [
  sent('a request', null, 0, 0),
  sent('the same again', 'request_replayed', 0, 1),
  sent('a later attempt, after a break', null, 2, 2),
  sent('an earlier attempt', 'request_replayed', 1, 3),
  sent('the later attempt again', 'request_replayed', 2, 4),
  sent('again after a restart, a moment before its terms are over', 'request_replayed', 2, HOUR_MS - 1),
];

/** One sealed request, and the ways in which it is refused. Changes are made to the envelope's bytes. */
export async function makeRequest() {
  const sealed = await sealVector();
  const nodes = [vectorNode('a'), vectorNode('b')];
  const headerBytes = new DataView(sealed.envelope.buffer).getUint32(0);
  const [terms] = nodes.map(({ nodeId }) => makeTerms(nodeId));
  const late = vectorNode('c');
  return {
    body: BODY,
    ...drawn('request'),
    recipients: nodes.map(({ nodeId, keys, sealPrivateKey }, at) => ({
      terms: makeTerms(nodeId),
      sealKey: keys.publicKey,
      sealPrivateKey,
      ephemeralPrivateKey: seedHex(`request ephemeral ${at + 1}`, 32),
    })),
    envelope: Buffer.from(sealed.envelope).toString('hex'),
    requestHash: sealed.requestHash,
    /** For a machine that joined later: the same key, under its own terms. */
    later: {
      terms: makeTerms(late.nodeId),
      sealKey: late.keys.publicKey,
      sealPrivateKey: late.sealPrivateKey,
      wrap: (await sealed.wrapFor([recipientOf(late)]))[0],
    },
    refused: [
      { what: 'cut at its end', code: 'sealed_malformed', change: { cut: 1 } },
      { what: 'longer than it was', code: 'sealed_malformed', change: { append: '00' } },
      { what: 'a header longer than the bytes', code: 'sealed_malformed', change: { flip: [2, 7] } },
      { what: 'a header that is no JSON', code: 'sealed_malformed', change: { flip: [4, 0] } },
      { what: 'a changed commitment', code: 'sealed_wrong_node', change: { flip: [4 + 15, 0] } },
      { what: 'a changed ciphertext', code: 'sealed_malformed', change: { flip: [4 + headerBytes, 0] } },
      { what: 'a changed tag', code: 'sealed_malformed', change: { flip: [sealed.envelope.length - 1, 0] } },
      { what: 'opened by a machine that it is not for', code: 'sealed_wrong_node', nodeId: late.nodeId },
      { what: 'opened with keys of another start', code: 'sealed_wrong_node', sealPrivateKey: late.sealPrivateKey },
      { what: 'another price', code: 'terms_mismatch', terms: { ...terms, outputMicroUsdPerMTok: '400001' } },
      { what: 'another model', code: 'terms_mismatch', terms: { ...terms, model: 'large' } },
      { what: 'another tier', code: 'terms_mismatch', terms: { ...terms, tier: 'verified' } },
    ],
    replays: REPLAYS,
  };
}
