import { expect, it } from 'vitest';
import { readEnvelopeHead } from './read-envelope-head.ts';

/** An envelope with so many wraps of the post-quantum suite. */
function envelope(wraps: number): Buffer {
  const wrap = (at: number) => ({ nodeId: `node-${at}`, enc: 'ab'.repeat(1_120), ct: 'cd'.repeat(48) });
  const header = Buffer.from(
    JSON.stringify({ jobId: 'job', wraps: Array.from({ length: wraps }, (_, at) => wrap(at)) }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, Buffer.alloc(256 + 16)]);
}

it('reads whom a request was sealed for, also sixteen by the suite with the long keys', () => {
  expect(readEnvelopeHead(envelope(1))).toEqual({ jobId: 'job', nodeIds: new Set(['node-0']) });
  expect(readEnvelopeHead(envelope(16))?.nodeIds.size).toBe(16);
});

it('reads no header that no machine would', () => {
  expect(readEnvelopeHead(envelope(32))).toBeNull();
});
