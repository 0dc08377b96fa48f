import type { ServerResponse } from 'node:http';

/** Often enough that no proxy or browser takes the stream for dead. */
const HEARTBEAT_MS = 10_000;

/** A stream of server-sent events, kept alive until the reader goes. */
export interface EventStream {
  send(event: string, data: string, id?: string): void;
}

/** @param onClose called once, when the reader is gone. */
export function openEventStream(
  response: ServerResponse,
  onClose: () => void,
  heartbeat: { event: string; data: string } = { event: 'heartbeat', data: '' },
): EventStream {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    connection: 'keep-alive',
  });
  response.flushHeaders();
  const stream: EventStream = {
    send(event, data, id) {
      response.write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`);
    },
  };
  const beat = setInterval(() => stream.send(heartbeat.event, heartbeat.data), HEARTBEAT_MS);
  // The response's `close`: the request's own has fired already when its body was read.
  response.once('close', () => {
    clearInterval(beat);
    onClose();
  });
  return stream;
}
