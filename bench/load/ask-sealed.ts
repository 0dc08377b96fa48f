import { createClient, type Transport } from '@spindle/client';
import { nodePrimitives } from '@spindle/sealed/node';
import type { Ask } from './ask.ts';
import type { Target } from './orders.ts';
import { post } from './post.ts';
import { openWarmEvidence } from './warm-evidence.ts';

type SealedTarget = Extract<Target, { kind: 'sealed' }>;

/** Requests as a buyer's device makes them: quote, seal, open, check the receipt. @param onBytes told of the answers' frames. */
export function sealedAsk(target: SealedTarget, onBytes: (count: number) => void): Ask {
  const client = createClient({ transport: transportTo(target, onBytes), primitives: nodePrimitives });
  return async (order, _, onText, signal) => {
    const messages = [{ role: 'user' as const, content: JSON.stringify(order) }];
    const ask = { model: target.model, messages, maxOutputTokens: order.tokens, signal };
    for await (const event of client.ask(ask)) if (event.kind === 'text') onText(event.text);
  };
}

/** The client's own transport goes by `fetch`, which costs more than all the rest of a load. */
function transportTo({ url, token, withEvidence }: SealedTarget, onBytes: (count: number) => void): Transport {
  const headersOf = (type: string) => ({ authorization: `Bearer ${token}`, 'content-type': type });
  const evidence = withEvidence ? openWarmEvidence() : null;
  return {
    quote: async (request, signal) => {
      const lookAgain = await evidence;
      const response = await post(`${url}/relay/quote`, headersOf('application/json'), JSON.stringify(request), signal);
      let text = '';
      for await (const piece of response) text += piece;
      await lookAgain?.();
      return JSON.parse(text);
    },
    relay: async (body, signal) =>
      counted(await post(`${url}/relay`, headersOf('application/octet-stream'), body, signal), onBytes),
  };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onBytes: (count: number) => void) {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}
