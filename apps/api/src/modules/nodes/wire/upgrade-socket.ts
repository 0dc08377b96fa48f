import { STATUS_CODES } from 'node:http';
import http2, { type ClientHttp2Session } from 'node:http2';
import type { Duplex } from 'node:stream';
import { errorBody } from '@spindle/client';
import { errorEntry, type Fault, LINK_PROTOCOL } from '@spindle/shared';

/** A token never waits for a window: an answer's frames of a second are far below the one, all of a link's below the other. */
const STREAM_WINDOW_BYTES = 512 * 1024;
const LINK_WINDOW_BYTES = 16 * 1024 * 1024;
/** Node's own bound of 10 MB ends links when a few large requests, or slow readers, come together. */
const SESSION_MEMORY_MB = 256;
const CONNECT_TIMEOUT_MS = 10_000;

/** Says no in plain HTTP, as any client can read it, and closes. */
export function refuseUpgrade(socket: Duplex, fault: Fault): void {
  const { status } = errorEntry(fault.code);
  const body = JSON.stringify(errorBody(fault));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/**
 * Says `101`, and turns the roles round: on this connection that the node opened, we become the HTTP/2 client.
 * @returns null when the connection is lost on the way.
 */
export async function upgradeSocket(socket: Duplex, head: Buffer): Promise<ClientHttp2Session | null> {
  const hasSwitched = await sayHello(socket);
  if (!hasSwitched || socket.destroyed) return null;
  if (head.length > 0) socket.unshift(head);
  // Started only now: an HTTP/2 session on a socket with a write under way ends Node on an assertion.
  const session = http2.connect('http://node', {
    createConnection: () => socket,
    maxSessionMemory: SESSION_MEMORY_MB,
    settings: { enablePush: false, initialWindowSize: STREAM_WINDOW_BYTES },
  });
  session.on('error', () => {}); // Always followed by `close`.
  return (await hasConnected(session)) ? session : null;
}

function sayHello(socket: Duplex): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve(false));
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${LINK_PROTOCOL}\r\n\r\n`,
      (error) => resolve(!error),
    );
  });
}

function hasConnected(session: ClientHttp2Session): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => session.destroy(), CONNECT_TIMEOUT_MS);
    const settle = (isConnected: boolean) => {
      clearTimeout(timer);
      resolve(isConnected);
    };
    session.once('close', () => settle(false));
    // `connect` comes before the other side has spoken; its settings prove that it speaks HTTP/2.
    session.once('remoteSettings', () => {
      session.setLocalWindowSize(LINK_WINDOW_BYTES);
      settle(true);
    });
  });
}
