import { AnswerSealer, type Delta, decodeDeltas, FrameReader } from '@spindle/sealed/node';
import { FrameType, unwrap } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { DeltaQueue } from './delta-queue.ts';
import { PacedWriter } from './paced-writer.ts';

const PACE = { tickMs: 10, frameBytes: 256 };
const USAGE = { input: 5, cached: 0, output: 70 };

function setup() {
  const frames: Buffer[] = [];
  const secrets = { contentKey: Buffer.alloc(32, 1), salt: Buffer.alloc(32, 2), attempt: 0, nodeId: 'n' };
  const send = (frame: Buffer) => void frames.push(frame);
  const parts = { sealer: new AnswerSealer(secrets), send, nowMs: () => performance.now(), before: 0, pace: PACE };
  return { writer: new PacedWriter(parts), frames };
}

const sizes = (frames: Buffer[]) => new Set(frames.slice(1).map(({ length }) => length));
const counts = (frames: Buffer[]) => frames.map((frame) => frame.readUInt32BE(5));

describe('private mode', () => {
  it('sends frames of one size, whether there is something to say or not, and ends at a multiple of eight', async () => {
    const { writer, frames } = setup();
    writer.write({ kind: 'text', text: 'Hi' }, 1);
    expect(frames).toHaveLength(1);
    expect(await writer.finish({ reason: 'stop', usage: USAGE }, new AbortController().signal)).toBe(true);
    expect(frames).toHaveLength(8);
    expect(sizes(frames)).toEqual(new Set([5 + 4 + 256 + 16]));
    expect(frames.map(([type]) => type)).toEqual([...Array(7).fill(FrameType.Text), FrameType.Last]);
  });

  it('shows tokens in steps of 32, and all of them at the end', async () => {
    const { writer, frames } = setup();
    writer.write({ kind: 'text', text: 'a' }, 31);
    writer.write({ kind: 'text', text: 'b' }, 69);
    await writer.finish({ reason: 'stop', usage: USAGE }, new AbortController().signal);
    expect(counts(frames).slice(0, 2)).toEqual([0, 64]);
    expect([counts(frames).at(-1), writer.sentTokens]).toEqual([70, 70]);
  });

  it('keeps its pace when much is said at once, and loses nothing', async () => {
    const { writer, frames } = setup();
    const text = 'Веретено 🧵 '.repeat(200);
    writer.write({ kind: 'text', text }, 70);
    await writer.finish({ reason: 'stop', usage: USAGE }, new AbortController().signal);
    expect(frames.length % 8).toBe(0);
    expect(sizes(frames).size).toBe(1);
    expect(unwrap(new FrameReader().push(Buffer.concat(frames)))).toHaveLength(frames.length);
  });

  it('says that the last frame was not sent to who has left', async () => {
    const { writer, frames } = setup();
    const left = new AbortController();
    writer.write({ kind: 'text', text: 'a' }, 1);
    const finished = writer.finish({ reason: 'stop', usage: USAGE }, left.signal);
    left.abort();
    expect([await finished, frames.length]).toEqual([false, 1]);
  });
});

describe('what waits for frames of one size', () => {
  const takeAll = (queue: DeltaQueue) => {
    const frames: Delta[][] = [];
    while (!queue.isEmpty) frames.push(queue.take());
    return frames;
  };

  it('is cut where a frame is full, never inside a character, and is whole again together', () => {
    const queue = new DeltaQueue(40);
    const text = '🧵'.repeat(30);
    queue.add({ kind: 'text', text });
    queue.add({ kind: 'tool', index: 0, id: 'call', name: 'look', arguments: '{"a":"bcdefghijklmnopqrstuvwxyz"}' });
    const frames = takeAll(queue);
    const deltas = frames.flat();
    const said = deltas.map((delta) => (delta.kind === 'text' ? delta.text : '')).join('');
    expect(said).toBe(text);
    const calls = deltas.flatMap((delta) => (delta.kind === 'tool' ? [delta] : []));
    expect(calls.map((call) => call.arguments).join('')).toBe('{"a":"bcdefghijklmnopqrstuvwxyz"}');
    expect(calls.map((call) => call.id)).toEqual(['call', ...Array(calls.length - 1).fill(undefined)]);
  });

  it('goes alone where it cannot be cut', () => {
    const queue = new DeltaQueue(20);
    queue.add({ kind: 'text', text: 'a' });
    queue.add({ kind: 'logprobs', logprobs: { content: 'x'.repeat(50) } });
    queue.add({ kind: 'text', text: 'b' });
    expect(takeAll(queue).map((frame) => frame.map(({ kind }) => kind))).toEqual([['text'], ['logprobs'], ['text']]);
  });

  it('is empty when nothing waits', () => {
    expect(new DeltaQueue(20).take()).toEqual([]);
    expect(unwrap(decodeDeltas(new TextEncoder().encode('[]')))).toEqual([]);
  });
});
