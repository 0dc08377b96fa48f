import type { AnswerEnd } from '@spindle/client';
import { type Frame, FrameReader } from '@spindle/sealed';
import { type Candidate, FrameType, unwrap } from '@spindle/shared';
import { readMessages } from './read-http.ts';
import type { Recorded } from './recording-wire.ts';

/** The receipt's file of docs/sealed-protocol.md §7: what the device was told, and what lay on its wire. */
export function receiptFileOf(end: AnswerEnd, { manifest }: Candidate, evidence: unknown, wire: readonly Recorded[]) {
  const { request, frames } = relayed(wire);
  const own = frames.slice(frames.findLastIndex(({ type }) => type === FrameType.Attempt));
  const answer = own.filter(({ type }) => type === FrameType.Text || type === FrameType.Last).map(({ raw }) => raw);
  return {
    ...{ v: 1, kind: 'spindle-receipt', receipt: end.signedReceipt, manifest, evidence, terms: end.terms },
    request: request.toString('base64'),
    answer: Buffer.concat(answer).toString('base64'),
    opening: end.opening,
  };
}

/** The one sealed request that went over these wires, and the frames that came back. */
function relayed(wire: readonly Recorded[]): { request: Buffer; frames: Frame[] } {
  for (const { toServer, toCaller } of wire) {
    const asked = readMessages(toServer).messages;
    const at = asked.findIndex(({ start }) => start.startsWith('POST /relay HTTP'));
    const [question, reply] = [asked[at]?.body, readMessages(toCaller).messages[at]?.body];
    if (!question || !reply) continue;
    return {
      request: question.subarray(4 + question.readUInt32BE(0)),
      frames: unwrap(new FrameReader().push(reply)),
    };
  }
  throw new Error('nothing was relayed here');
}
