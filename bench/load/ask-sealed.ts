import { type Client, createClient, type Transport } from '@spindle/client';
import { nodePrimitives } from '@spindle/sealed/node';
import type { Order, Target } from './orders.ts';
import { post } from './post.ts';

type SealedTarget = Extract<Target, { kind: 'sealed' }>;

const clients = new Map<string, Client>();

/** One request as a buyer's device makes it: quote, seal, open, check the receipt. @throws what the client throws. */
export async function askSealed(
  target: SealedTarget,
  order: Order,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const client =
    clients.get(target.url) ?? createClient({ transport: transportTo(target), primitives: nodePrimitives });
  clients.set(target.url, client);
  const messages = [{ role: 'user' as const, content: JSON.stringify(order) }];
  const ask = { model: target.model, messages, maxOutputTokens: order.tokens, signal };
  for await (const event of client.ask(ask)) if (event.kind === 'text') onText(event.text);
}

/** The client's own transport goes by `fetch`, which costs more than all the rest of a load. */
function transportTo({ url, token }: SealedTarget): Transport {
  const headersOf = (type: string) => ({ authorization: `Bearer ${token}`, 'content-type': type });
  return {
    quote: async (request, signal) => {
      const response = await post(`${url}/relay/quote`, headersOf('application/json'), JSON.stringify(request), signal);
      let text = '';
      for await (const piece of response) text += piece;
      return JSON.parse(text);
    },
    relay: (body, signal) => post(`${url}/relay`, headersOf('application/octet-stream'), body, signal),
  };
}
