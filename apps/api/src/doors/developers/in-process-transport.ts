import type { Transport } from '@spindle/client';
import { decodeHeaded, FaultError, fail, type RelayHead, RelayHeadSchema, unwrap } from '@spindle/shared';
import type { Actor } from '../../modules/accounts/index.ts';
import type { Evidence } from '../../modules/attestation/index.ts';
import { createFrameQueue, makeQuote, type QuoteDeps, type Relay } from '../../modules/relay/index.ts';

export interface InProcessParts {
  quote: QuoteDeps;
  relay: Pick<Relay, 'request' | 'more'>;
  /** Of confidential machines; where it is left out they are refused. */
  evidence?: Pick<Evidence, 'bundle'>;
}

/**
 * The clients' door without the network: the buyer's device is inside the broker, for programs that speak plain OpenAI.
 * The broker judges quote and envelope as it judges those that come from outside.
 */
export function inProcessTransport({ quote, relay }: InProcessParts, actor: Actor): Transport {
  const relayHere = async (
    { quote, timeoutMs, voucher }: RelayHead,
    envelope: Uint8Array,
    signal?: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>> => {
    const gone = new AbortController();
    signal?.addEventListener('abort', () => gone.abort(), { once: true });
    if (signal?.aborted) gone.abort();
    const queue = createFrameQueue(() => gone.abort());
    void relay.request(actor, { quote, envelope, timeoutMs, voucher }, queue, gone.signal).then(
      (result) => queue.end(result.ok ? null : result.fault),
      () => queue.end(fail('internal').fault),
    );
    return queue;
  };
  return {
    quote: async (request) => unwrap(await makeQuote(quote, actor, request)),
    relayHere,
    relay: async (body, signal) => {
      const read = decodeHeaded(RelayHeadSchema, body);
      if (!read) throw new FaultError(fail('sealed_malformed').fault);
      return relayHere(read.head, read.body, signal);
    },
    more: async (reply) => {
      unwrap(relay.more(actor, reply));
    },
  };
}
