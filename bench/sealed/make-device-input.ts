import { randomBytes } from 'node:crypto';
import { AnswerSealer, generateSealKeys } from '../../packages/sealed/src/node/index.ts';
import { makeNode, makeTerms } from '../../packages/sealed/src/testing/fixtures.ts';
import { utf8 } from '../../packages/shared/src/index.ts';
import type { DeviceInput } from './device-page.ts';

const CANDIDATES = ['a', 'b', 'c'];
const QUESTION_BYTES = 2_000;
/** What is sealed of each: with the length before it just one step of padding. */
const PIECE_BYTES = 60;
const FRAMES = 500;

/** A question of 2 kB for three candidates, and an answer in frames of 64 bytes. */
export function makeDeviceInput(rounds: number): DeviceInput {
  const recipients = CANDIDATES.map((digit) => ({
    terms: makeTerms(makeNode(digit).nodeId),
    sealKey: generateSealKeys().publicKey,
  }));
  const nodeId = recipients[0]?.terms.nodeId ?? '';
  const [contentKey, salt] = [randomBytes(32), randomBytes(32)];
  const sealer = new AnswerSealer({ contentKey, salt, attempt: 0, nodeId });
  const piece = utf8('s'.repeat(PIECE_BYTES));
  const frames = Array.from({ length: FRAMES }, (_, at) =>
    sealer.seal(piece, { last: at === FRAMES - 1, outputTokens: at + 1 }),
  );
  return {
    recipients,
    question: 'q'.repeat(QUESTION_BYTES),
    answer: {
      contentKey: contentKey.toString('hex'),
      salt: salt.toString('hex'),
      nodeId,
      frames: Buffer.concat(frames).toString('hex'),
    },
    rounds,
  };
}
