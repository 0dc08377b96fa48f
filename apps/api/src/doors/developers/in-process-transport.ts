import type { Transport } from '@spindle/client';
import { decodeHeaded, FaultError, fail, RelayHeadSchema, unwrap } from '@spindle/shared';
import type { Actor } from '../../modules/accounts/index.ts';
import { createFrameQueue, makeQuote, type QuoteDeps, type Relay } from '../../modules/relay/index.ts';

export interface InProcessParts {
  quote: QuoteDeps;
  relay: Pick<Relay, 'request' | 'more'>;
}

/** The clients' door without the network: the buyer's device is inside the broker, for programs that speak plain OpenAI. */
export function inProcessTransport({ quote, relay }: InProcessParts, actor: Actor): Transport {
  return {
    quote: async (request) => unwrap(await makeQuote(quote, actor, request)),
    relay: async (body, signal) => {
      const read = decodeHeaded(RelayHeadSchema, body);
      if (!read) throw new FaultError(fail('sealed_malformed').fault);
      const gone = new AbortController();
      signal?.addEventListener('abort', () => gone.abort(), { once: true });
      if (signal?.aborted) gone.abort();
      const queue = createFrameQueue(() => gone.abort());
      const { quote, timeoutMs } = read.head;
      const input = { quote, envelope: read.body, timeoutMs };
      void relay.request(actor, input, queue, gone.signal).then(
        (result) => queue.end(result.ok ? null : result.fault),
        () => queue.end(fail('internal').fault),
      );
      return queue;
    },
    more: async (reply) => {
      unwrap(relay.more(actor, reply));
    },
  };
}
