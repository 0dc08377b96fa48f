import http2, { type ClientHttp2Session, type ClientHttp2Stream, type ServerHttp2Stream } from 'node:http2';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Http2Reply } from './http2-reply.ts';
import { type ServedLink, serveLink } from './serve-link.ts';

const FRAME = Buffer.alloc(4_096, 7);
const READER_WINDOW_BYTES = 64 * 1024;

let listener: Server;
let link: ServedLink;
let market: ClientHttp2Session;
/** The answer on the node's side, and the same on its reader's. */
let written: ServerHttp2Stream;
let read: ClientHttp2Stream;

/** A real link: the node dials, and is the server of what the market asks. */
beforeEach(async () => {
  listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const accepted = new Promise<Socket>((resolve) => listener.once('connection', resolve));
  const dialled = connect(port, '127.0.0.1');
  await new Promise<void>((resolve) => dialled.once('connect', resolve));
  const asked = new Promise<ServerHttp2Stream>((resolve) => {
    link = serveLink(dialled, resolve);
  });
  const socket = await accepted;
  const settings = { initialWindowSize: READER_WINDOW_BYTES };
  market = http2.connect('http://node', { createConnection: () => socket, settings });
  read = market.request({ ':method': 'POST', ':path': '/infer' });
  read.on('error', () => {});
  written = await asked;
});
afterEach(async () => {
  market.destroy();
  await link.ended;
  await new Promise((resolve) => listener.close(resolve));
});

/** Says frames as an engine does that waits when it is asked to. @returns how many it could say. */
async function sayFrames(reply: Http2Reply, count: number): Promise<number> {
  for (let said = 0; said < count; said++) {
    if (reply.cancelled.aborted) return said;
    reply.frame(FRAME);
    await reply.drained;
  }
  reply.end();
  return count;
}

describe('an answer to a reader who stops reading', () => {
  const FRAMES = 500;

  it('waits with little in hand, and goes on when it is read again', async () => {
    const reply = new Http2Reply(written);
    let said = 0;
    const saying = sayFrames(reply, FRAMES).then((count) => {
      said = count;
    });
    await expect.poll(() => reply.drained !== undefined).toBe(true);
    // The reader's own window holds what it did not ask for; behind it stands no more than a stream's buffer.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(said).toBe(0);
    expect(written.writableLength).toBeGreaterThan(0);
    expect(written.writableLength).toBeLessThanOrEqual(written.writableHighWaterMark + FRAME.length);
    let bytes = 0;
    for await (const chunk of read) bytes += chunk.length;
    await saying;
    expect([said, bytes]).toEqual([FRAMES, FRAMES * FRAME.length]);
    expect(reply.drained).toBeUndefined();
  });

  it('is called off when the reader leaves', async () => {
    const reply = new Http2Reply(written);
    const saying = sayFrames(reply, FRAMES);
    await expect.poll(() => reply.drained !== undefined).toBe(true);
    read.close(http2.constants.NGHTTP2_CANCEL);
    expect(await saying).toBeLessThan(FRAMES);
    expect([reply.cancelled.aborted, reply.isOpen]).toEqual([true, false]);
  });

  it('is called off when the link breaks', async () => {
    const reply = new Http2Reply(written);
    const saying = sayFrames(reply, FRAMES);
    await expect.poll(() => reply.drained !== undefined).toBe(true);
    market.destroy();
    expect(await saying).toBeLessThan(FRAMES);
    expect(reply.cancelled.aborted).toBe(true);
  });
});
