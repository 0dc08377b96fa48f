import { FrameType, MAX_FRAME_BYTES, SettledSchema, unwrap, utf8 } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, encodeJsonFrame, type Frame, FrameReader, outputTokensOf, readJsonFrame } from './frames.ts';

const arbitraryFrame = fc.tuple(fc.constantFrom(...Object.values(FrameType)), fc.uint8Array({ maxLength: 40 }));
const plain = (frames: Frame[]) => frames.map(({ type, bytes, raw }) => [type, [...bytes], [...raw]]);

describe('FrameReader', () => {
  it('reads the same frames however the network splits them', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFrame), fc.array(fc.integer({ min: 1, max: 30 })), (list, sizes) => {
        const stream = Buffer.concat(list.map(([type, bytes]) => encodeFrame(type, bytes)));
        const whole = unwrap(new FrameReader().push(stream));
        const reader = new FrameReader();
        const pieces: Frame[] = [];
        for (let at = 0, turn = 0; at < stream.length; turn++) {
          const size = sizes[turn % (sizes.length || 1)] ?? 1;
          pieces.push(...unwrap(reader.push(stream.subarray(at, at + size))));
          at += size;
        }
        expect(plain(pieces)).toEqual(plain(whole));
        expect(whole.map(({ type, bytes }) => [type, [...bytes]])).toEqual(list.map(([type, b]) => [type, [...b]]));
        expect(reader.isAtBoundary).toBe(true);
      }),
    );
  });

  it('knows that a stream broke inside a frame', () => {
    const frame = encodeFrame(FrameType.Text, utf8('1234'));
    for (let length = 1; length < frame.length; length++) {
      const reader = new FrameReader();
      expect(unwrap(reader.push(frame.subarray(0, length)))).toEqual([]);
      expect(reader.isAtBoundary).toBe(false);
    }
  });

  it.each([
    ['an unknown type', new Uint8Array([9, 0, 0, 0, 0])],
    ['type zero', new Uint8Array([0, 0, 0, 0, 0])],
    ['a length above the limit', new Uint8Array([1, ...bigEndian(MAX_FRAME_BYTES + 1)])],
  ])('refuses %s, whole or in pieces, and stays refused', (_, bytes) => {
    const reader = new FrameReader();
    expect(reader.push(bytes).ok).toBe(false);
    expect(reader.push(encodeFrame(FrameType.Text, utf8('1234'))).ok).toBe(false);
    const slow = new FrameReader();
    const results = [...bytes].map((byte) => slow.push(new Uint8Array([byte])).ok);
    expect(results.at(-1)).toBe(false);
  });
});

describe('readable frames', () => {
  it('are read by their schema, and refused when they do not fit', () => {
    const body = { chargedNano: '12', feeNano: '1', end: { kind: 'complete', reason: 'stop' } };
    const read = (bytes: Uint8Array) =>
      unwrap(new FrameReader().push(bytes)).map((it) => readJsonFrame(it, SettledSchema));
    expect(read(encodeJsonFrame(FrameType.Settled, body))).toEqual([{ ok: true, value: body }]);
    expect(read(encodeJsonFrame(FrameType.Settled, { ...body, feeNano: -1 }))[0]?.ok).toBe(false);
    expect(read(encodeFrame(FrameType.Settled, utf8('{')))[0]?.ok).toBe(false);
  });

  it('count tokens in clear', () => {
    const [frame] = unwrap(new FrameReader().push(encodeFrame(FrameType.Text, new Uint8Array(bigEndian(77)))));
    expect(frame && outputTokensOf(frame)).toBe(77);
    const [short] = unwrap(new FrameReader().push(encodeFrame(FrameType.Text, new Uint8Array(2))));
    expect(short && outputTokensOf(short)).toBe(0);
  });
});

function bigEndian(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
