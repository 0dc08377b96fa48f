import { sealRequest } from '@spindle/sealed/node';
import { type Fault, type QuoteReply, QuoteSchema, type Signed, unwrap } from '@spindle/shared';
import type { Actor } from '../../accounts/index.ts';
import { createFrameQueue, type Finished, makeQuote } from '../index.ts';
import { MODEL, type RelayWorld } from './relay-world.ts';

/** A quote as the market makes it, for tests that do the device's part by hand. */
export async function quoteFor(world: RelayWorld, actor: Actor, maxOutputTokens = 64): Promise<QuoteReply> {
  return unwrap(await makeQuote(world.quoteDeps, actor, { model: MODEL, maxInputTokens: 100, maxOutputTokens }));
}

/** A question sealed under a quote. */
export async function sealed(reply: QuoteReply): Promise<{ quote: Signed; envelope: Uint8Array }> {
  const quote = QuoteSchema.parse(JSON.parse(reply.quote.text));
  const request = unwrap(
    await sealRequest({
      candidates: quote.candidates.map(({ terms, manifest }) => ({ terms, sealKey: JSON.parse(manifest).sealKey })),
      jobId: quote.jobId,
      body: { kind: 'chat', request: { messages: [{ role: 'user', content: 'Hi' }] } },
    }),
  );
  return { quote: reply.quote, envelope: request.envelope };
}

/** Sends a sealed question under a quote, with its envelope changed on the way, and says what became of it. */
export async function relayed(
  world: RelayWorld,
  actor: Actor,
  reply: QuoteReply,
  change: (envelope: Uint8Array) => Uint8Array = (envelope) => envelope,
): Promise<Finished | { fault: Fault }> {
  const { quote, envelope } = await sealed(reply);
  const input = { quote, envelope: change(envelope) };
  const result = await world.relay.request(
    actor,
    input,
    createFrameQueue(() => {}),
    new AbortController().signal,
  );
  return result.ok ? result.value : { fault: result.fault };
}
