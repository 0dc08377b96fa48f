import { FrameReader } from '@spindle/sealed';
import { FrameType, unwrap } from '@spindle/shared';
import type { Request } from 'playwright-core';

const TAG_BYTES = 16;
const LENGTH_BYTES = 4;
/** Token count and tag beside what is sealed; in an attempt's first frame 16 random bytes too. */
const BESIDE_BYTES = 4 + TAG_BYTES;
const FIRST_BYTES = 16;

/** What an observer of the wire sees of one sealed question and its answer, out of a browser's own requests. */
export interface Relayed {
  /** Of the question as it was sealed, padding and all. */
  bodyBytes: number;
  /** Of each frame of the answer, in order, as it was sealed. */
  frameBytes: number[];
}

/** @param request of a page, to `/relay`, that has ended. */
export async function relayedBy(request: Request): Promise<Relayed> {
  const sent = request.postDataBuffer() ?? Buffer.alloc(0);
  const got = (await (await request.response())?.body()) ?? Buffer.alloc(0);
  const answer = unwrap(new FrameReader().push(got)).filter(
    ({ type }) => type === FrameType.Text || type === FrameType.Last,
  );
  return {
    bodyBytes: bodyOf(sent).length - TAG_BYTES,
    frameBytes: answer.map(({ bytes }, at) => bytes.length - BESIDE_BYTES - (at === 0 ? FIRST_BYTES : 0)),
  };
}

/** The ciphertext behind the relay's head and the envelope's header. */
function bodyOf(sent: Buffer): Buffer {
  const envelope = sent.subarray(LENGTH_BYTES + sent.readUInt32BE(0));
  return envelope.subarray(LENGTH_BYTES + envelope.readUInt32BE(0));
}
