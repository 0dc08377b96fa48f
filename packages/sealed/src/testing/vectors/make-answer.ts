import { createHash } from 'node:crypto';
import { answerSalt } from '../../answer-keys.ts';
import type { Delta } from '../../deltas.ts';
import { encodeDeltas } from '../../deltas.ts';
import { ANSWER_INFO } from '../../domains.ts';
import { AnswerSealer } from '../../node/answer-sealer.ts';
import { hkdfSha256 } from '../../node/hkdf.ts';
import { drawn } from './make-request.ts';
import { seedBytes } from './seeded.ts';
import { vectorNode } from './world.ts';

const PIECES: { deltas: Delta[]; outputTokens: number }[] = [
  { deltas: [{ kind: 'reasoning', text: 'A tool, then.' }], outputTokens: 3 },
  {
    deltas: [
      { kind: 'text', text: 'A spindle holds thread. ' },
      { kind: 'text', text: 'Веретено держит нить 🧵', choice: 1 },
    ],
    outputTokens: 14,
  },
  { deltas: [{ kind: 'tool', index: 0, id: 'call_1', name: 'look_up', arguments: '{"q":' }], outputTokens: 17 },
  {
    deltas: [
      { kind: 'tool', index: 0, arguments: '1}' },
      { kind: 'logprobs', logprobs: { content: [] } },
      { kind: 'end', reason: 'stop', usage: { input: 12, cached: 2, output: 20 }, moreReasons: ['length'] },
    ],
    outputTokens: 20,
  },
];

function seal(attempt: number, digit: 'a' | 'b', pieces: typeof PIECES, isWhole: boolean) {
  const { contentKey, salt } = drawn('request');
  const { nodeId } = vectorNode(digit);
  const nonce = seedBytes(`answer nonce ${attempt}`, 16);
  const key = Buffer.from(contentKey, 'hex');
  const sealer = new AnswerSealer({ contentKey: key, salt: Buffer.from(salt, 'hex'), attempt, nodeId }, nonce);
  const frames = pieces.map(({ deltas, outputTokens }, at) => {
    const plain = encodeDeltas(deltas);
    const frame = sealer.seal(plain, { last: isWhole && at === pieces.length - 1, outputTokens });
    return { deltas, outputTokens, plain: new TextDecoder().decode(plain), frame: frame.toString('hex') };
  });
  const secret = hkdfSha256(key, answerSalt(nonce, attempt, nodeId), ANSWER_INFO, 44);
  const keys = { key: secret.subarray(0, 32).toString('hex'), nonceBase: secret.subarray(32).toString('hex') };
  return { attempt, nodeId, nonce: nonce.toString('hex'), ...keys, frames, ...sealer.proof() };
}

/** The answer of one machine; then one that a second machine went on with. `frames` of refusals are numbers of frames. */
export function makeAnswer() {
  const answer = seal(0, 'a', PIECES, true);
  const begun = seal(0, 'a', PIECES.slice(0, 2), false);
  const delivered = Buffer.concat(begun.frames.map(({ frame }) => Buffer.from(frame, 'hex')));
  return {
    ...drawn('request'),
    answer,
    /** All of them by `answer_damaged`. */
    refused: [
      { what: 'swapped frames', frames: [0, 2, 1, 3], at: 1 },
      { what: 'a lost frame', frames: [0, 2, 3], at: 1 },
      { what: 'a frame twice', frames: [0, 1, 1, 2, 3], at: 2 },
      { what: 'the first frame lost', frames: [1, 2, 3], at: 0 },
      { what: 'something behind the last frame', frames: [0, 1, 2, 3, 3], at: 4 },
      { what: 'the type changed from text to last', frames: [0], frameType: 2, at: 0 },
      { what: 'the token count changed', frames: [0], flip: [8, 0], at: 0 },
      { what: 'the node’s random bytes changed', frames: [0], flip: [9, 0], at: 0 },
      { what: 'the ciphertext changed', frames: [0], flip: [25, 0], at: 0 },
      { what: 'the frames of another attempt', frames: [0], attempt: 1, at: 0 },
      { what: 'the frames of another machine', frames: [0], nodeId: vectorNode('b').nodeId, at: 0 },
    ],
    /** All frames open, but the last is missing: it is not an answer (`answer_cut`). */
    cut: { frames: [0, 1, 2] },
    takenOver: {
      segments: [{ attempt: 0, nodeId: begun.nodeId, bytes: delivered.length }],
      delivered: delivered.toString('hex'),
      priorHash: createHash('sha256').update(delivered).digest('hex'),
      outputTokens: 14,
      next: seal(1, 'b', PIECES.slice(2), true),
    },
  };
}
