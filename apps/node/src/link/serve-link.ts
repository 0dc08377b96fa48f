import http2, { type Http2Session, type ServerHttp2Stream } from 'node:http2';
import type { Duplex } from 'node:stream';
import { type Fault, FaultSchema, fail, isErrorCode } from '@spindle/shared';

/** A token never waits for a window: the market may send a whole request, and the node a whole answer, at once. */
const STREAM_WINDOW_BYTES = 1024 * 1024;
const LINK_WINDOW_BYTES = 8 * 1024 * 1024;
const MAX_STREAMS = 4_096;
/** Node's own bound of 10 MB refuses requests when three large ones come together. */
const SESSION_MEMORY_MB = 256;

/** The market pings every 5 s; ours are for a market that is gone without a word. */
const PING_EVERY_MS = 10_000;
const PING_PATIENCE_MS = 10_000;

export type ServeStream = (stream: ServerHttp2Stream, method: string, path: string) => void;

/** How a link ended. */
export interface LinkEnd {
  /** The market said goodbye, and why; null when the connection just broke. */
  goodbye: Fault | null;
}

export interface ServedLink {
  ended: Promise<LinkEnd>;
  /** Takes no new requests, lets those in work end, then closes. */
  close(): void;
  destroy(): void;
}

/** The roles turned round: on a connection that we opened, we are the HTTP/2 server. */
export function serveLink(connection: Duplex, serve: ServeStream): ServedLink {
  // Its `close` says the rest.
  connection.on('error', () => {});
  // Not by a server's `connection`: that looks at what TLS has agreed on, which is the HTTP/1.1 of the upgrade.
  const session = http2.performServerHandshake(connection, {
    maxSessionMemory: SESSION_MEMORY_MB,
    settings: { initialWindowSize: STREAM_WINDOW_BYTES, maxConcurrentStreams: MAX_STREAMS },
  });
  const end: LinkEnd = { goodbye: null };
  session.setLocalWindowSize(LINK_WINDOW_BYTES);
  session.on('goaway', (_code, _lastStream, words) => {
    // The first word counts: closing a session says goodbye again, without a reason.
    end.goodbye ??= readGoodbye(words?.toString() ?? '');
  });
  session.on('error', () => connection.destroy());
  session.on('stream', (stream, headers) => {
    stream.on('error', () => {}); // A cancelled stream is no fault; its `close` says the rest.
    serve(stream, String(headers[':method']), String(headers[':path']));
  });
  keepAlive(session);
  const ended = new Promise<LinkEnd>((resolve) => {
    connection.on('close', () => resolve(end));
    if (!connection.closed) return;
    // It was lost before it came here, and says so no more.
    session.destroy();
    resolve(end);
  });
  return { ended, close: () => session.close(), destroy: () => connection.destroy() };
}

/** The reason stands in the debug data of GOAWAY. Without one the market just restarts. */
function readGoodbye(words: string): Fault {
  try {
    const parsed = FaultSchema.safeParse(JSON.parse(words));
    if (parsed.success && isErrorCode(parsed.data.code)) return fail(parsed.data.code, parsed.data.facts).fault;
  } catch {
    // A proxy's own words.
  }
  return fail('shutting_down').fault;
}

/** Destroys a session whose peer does not answer. */
function keepAlive(session: Http2Session): void {
  let patience: NodeJS.Timeout | null = null;
  const timer = setInterval(() => {
    if (session.destroyed || patience) return;
    patience = setTimeout(() => session.destroy(), PING_PATIENCE_MS);
    session.ping(() => {
      if (patience) clearTimeout(patience);
      patience = null;
    });
  }, PING_EVERY_MS);
  session.on('close', () => {
    clearInterval(timer);
    if (patience) clearTimeout(patience);
  });
}
