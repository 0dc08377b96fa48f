import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SseReader } from './sse-reader.ts';

const STREAM =
  ': hello\r\n\r\ndata: {"a":"é"}\n\nevent: x\ndata: one\ndata: two\r\n\r\nid: 7\n\ndata:no space\r\rdata: [DONE]\n\n';
const EVENTS = ['{"a":"é"}', 'one\ntwo', 'no space', '[DONE]'];

describe('server-sent events', () => {
  it('are read whole, whatever their line ends', () => {
    expect(new SseReader().push(Buffer.from(STREAM))).toEqual(EVENTS);
  });

  it('are read the same however the network cuts them', () => {
    const bytes = Buffer.from(STREAM);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const reader = new SseReader();
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const events = places.slice(1).flatMap((end, at) => reader.push(bytes.subarray(places[at], end)) ?? ['broken']);
        expect([...events, ...reader.flush()]).toEqual(EVENTS);
      }),
    );
  });

  it('are read even when the last one has no empty line behind it', () => {
    const reader = new SseReader();
    expect(reader.push(Buffer.from('data: one\n\ndata: two'))).toEqual(['one']);
    expect(reader.flush()).toEqual(['two']);
  });

  it('are given up when a line outgrows every bound', () => {
    const reader = new SseReader();
    expect(reader.push(Buffer.alloc(5 * 1024 * 1024, 'x'))).toBeNull();
  });
});
