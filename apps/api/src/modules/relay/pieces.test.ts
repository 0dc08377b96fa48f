import { describe, expect, it } from 'vitest';
import { createDeadlines } from './deadlines.ts';
import { createFrameQueue } from './frame-queue.ts';
import { FrameRun } from './frame-run.ts';
import { readEnvelopeHead } from './read-envelope-head.ts';

describe('a run of frames', () => {
  const chunk = new Uint8Array([1, 2, 3, 4, 5, 6]);

  it('is one piece where frames lie behind each other, without a copy', () => {
    const run = new FrameRun();
    expect(run.add(chunk.subarray(0, 2))).toBeNull();
    expect(run.add(chunk.subarray(2, 5))).toBeNull();
    const piece = run.take();
    expect(piece).toEqual(chunk.subarray(0, 5));
    expect(piece?.buffer).toBe(chunk.buffer);
    expect(run.take()).toBeNull();
  });

  it('ends where the next frame lies elsewhere', () => {
    const run = new FrameRun();
    run.add(chunk.subarray(0, 2));
    expect(run.add(chunk.subarray(3, 5))).toEqual(chunk.subarray(0, 2));
    expect(run.add(new Uint8Array([9]))).toEqual(chunk.subarray(3, 5));
    expect(run.take()).toEqual(new Uint8Array([9]));
  });
});

describe('the head of an envelope', () => {
  const envelope = (head: string, body = 20) => {
    const bytes = Buffer.from(head);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes, Buffer.alloc(body)]);
  };
  const good = '{"jobId":"j","wraps":[{"nodeId":"a"},{"nodeId":"b"}],"v":1}';

  it('names job and nodes', () => {
    const read = readEnvelopeHead(envelope(good));
    expect(read?.jobId).toBe('j');
    expect([...(read?.nodeIds ?? [])]).toEqual(['a', 'b']);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a length alone', new Uint8Array([0, 0, 0, 9])],
    ['no body', envelope(good, 0)],
    ['no JSON', envelope('{')],
    ['another shape', envelope('{"jobId":7}')],
    ['a head without end', Buffer.concat([Buffer.from([255, 255, 255, 255]), Buffer.alloc(50)])],
  ])('is refused with %s', (_, bytes) => {
    expect(readEnvelopeHead(bytes)).toBeNull();
  });
});

describe('a frame queue', () => {
  it('gives what was written, then the end or the fault', async () => {
    const queue = createFrameQueue(() => {});
    queue.write(new Uint8Array([1]));
    queue.end({ code: 'node_lost' });
    expect(queue.write(new Uint8Array([2]))).toBeNull();
    const read: Uint8Array[] = [];
    const reading = (async () => {
      for await (const chunk of queue) read.push(chunk);
    })();
    await expect(reading).rejects.toMatchObject({ fault: { code: 'node_lost' } });
    expect(read).toEqual([new Uint8Array([1])]);
  });

  it('holds its writer back while it is full, and says when its reader leaves', async () => {
    let hasLeft = false;
    const queue = createFrameQueue(() => {
      hasLeft = true;
    });
    const full = queue.write(new Uint8Array(300_000));
    expect(full).toBeInstanceOf(Promise);
    for await (const _ of queue) break;
    await full;
    expect(hasLeft).toBe(true);
  });
});

it('a deadline is met once, unless it is moved or no longer watched', async () => {
  const deadlines = createDeadlines(5);
  const met: string[] = [];
  const now = performance.now();
  const moved = { dueMs: now + 10, onDue: () => met.push('moved') };
  deadlines.watch({ dueMs: now + 10, onDue: () => met.push('due') });
  deadlines.watch(moved);
  deadlines.watch({ dueMs: now + 10, onDue: () => met.push('left') })();
  moved.dueMs = Number.POSITIVE_INFINITY;
  await new Promise((resolve) => setTimeout(resolve, 60));
  deadlines.stop();
  expect(met).toEqual(['due']);
});
