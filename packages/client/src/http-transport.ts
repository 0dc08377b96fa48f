import { type Fault, FaultError, FaultSchema, QuoteReplySchema } from '@spindle/shared';
import * as z from 'zod/mini';
import type { Transport } from './transport.ts';

export interface HttpTransportOptions {
  /** Address of the broker, such as `https://api.spindle.example`. */
  baseUrl: string;
  /** Session token of the Mini App, or an API key. */
  token: string;
  /** Default: the platform's. */
  fetch?: typeof fetch | undefined;
}

/** Calls a broker. Its refusals are thrown; a broker that cannot be reached is `fetch`'s own TypeError. */
export const httpCall =
  (options: HttpTransportOptions) =>
  async (path: string, init: RequestInit): Promise<Response> => {
    const headers = { ...init.headers, authorization: `Bearer ${options.token}` };
    const ask = options.fetch ?? fetch;
    const response = await ask(new URL(path, withSlash(options.baseUrl)), { ...init, headers });
    if (!response.ok) throw new FaultError(await faultOf(response));
    return response;
  };

/** Speaks to a broker's clients' door. */
export function httpTransport(options: HttpTransportOptions): Transport {
  const call = httpCall(options);
  const post = (path: string, value: object, init: RequestInit = {}) => {
    const headers = { 'content-type': 'application/json' };
    return call(path, { method: 'POST', headers, body: JSON.stringify(value), ...init });
  };
  return {
    quote: async (request, signal) => {
      const response = await post('relay/quote', request, withSignal(signal));
      return QuoteReplySchema.parse(await response.json());
    },
    relay: async (body, signal) => {
      const headers = { 'content-type': 'application/octet-stream' };
      const response = await call('relay', { method: 'POST', headers, body, ...withSignal(signal) });
      return chunksOf(response);
    },
    resume: async (request, signal) => chunksOf(await post('relay/resume', request, withSignal(signal))),
    stop: async (request) => {
      // Said also by a page that is being closed.
      await post('relay/stop', request, { keepalive: true });
    },
    more: async (reply, signal) => {
      await post('relay/more', reply, withSignal(signal));
    },
    models: async (signal) => (await call('v1/models', withSignal(signal))).json(),
  };
}

/** By a reader: not every browser can iterate a body. Leaving the loop cancels the request. */
async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const ErrorBodySchema = z.object({ error: FaultSchema });

/** A proxy in between may answer something that is no fault of ours. */
async function faultOf(response: Response): Promise<Fault> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = ErrorBodySchema.safeParse(body);
  return parsed.success ? parsed.data.error : { code: 'internal', facts: { reference: `HTTP ${response.status}` } };
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
const withSignal = (signal: AbortSignal | undefined): { signal?: AbortSignal } => (signal ? { signal } : {});
