import { Agent, request as call, type IncomingMessage } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** One POST over a kept connection. `fetch` would cost several times as much per chunk. @throws for every other status than 200. */
export function post(
  url: string,
  headers: Record<string, string>,
  body: string | Uint8Array,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body));
    const options = { method: 'POST', agent, headers: { ...headers, 'content-length': length } };
    const request = call(url, options, (response) => {
      if (response.statusCode === 200) return resolve(response);
      response
        .setEncoding('utf8')
        .once('data', (text) => reject(new Error(`HTTP ${response.statusCode}: ${String(text).slice(0, 200)}`)));
      response.resume();
    });
    // Not by the option `signal`: Node gives it to the connection too, which outlives the request.
    const stop = () => request.destroy();
    signal?.addEventListener('abort', stop, { once: true });
    request.on('close', () => signal?.removeEventListener('abort', stop));
    request.on('error', reject);
    request.end(body);
  });
}
