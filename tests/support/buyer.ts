import { type AnswerEvent, createClient } from '@spindle/client';
import { nodePrimitives } from '@spindle/sealed/node';
import { FaultError } from '@spindle/shared';
import { logIn, type MarketClient } from '../../scripts/world/market-client.ts';
import type { RunningWorld } from './world.ts';

export interface Asked {
  events: AnswerEvent[];
  text: string;
  /** Code of the fault that ended it, or null when it came whole. */
  code: string | null;
}

export interface Buyer {
  market: MarketClient;
  /** Asks over the sealed door; `onText` is called with what came so far. */
  ask(
    input: { model: string; question?: string; listingId?: string; maxOutputTokens?: number; signal?: AbortSignal },
    onText?: (text: string) => void,
  ): Promise<Asked>;
}

/** The demo developer, who has money on deposit, as a device that seals its own requests. */
export async function fundedBuyer(world: RunningWorld): Promise<Buyer> {
  const secret = world.dev.logins.buyer.split('#dev=buyer.')[1] ?? '';
  const market = await logIn(world.dev.api, secret, 'developer');
  const client = createClient({
    baseUrl: world.dev.api,
    token: world.dev.openai.apiKey,
    env: 'dev',
    primitives: nodePrimitives,
    keepsOpening: true,
  });
  return {
    market,
    ask: async ({ question = 'Tell me everything.', ...input }, onText = () => undefined) => {
      const asked: Asked = { events: [], text: '', code: null };
      try {
        const messages = [{ role: 'user' as const, content: question }];
        for await (const event of client.ask({ messages, maxOutputTokens: 400, ...input })) {
          asked.events.push(event);
          if (event.kind !== 'text') continue;
          asked.text += event.text;
          onText(asked.text);
        }
      } catch (error) {
        asked.code = error instanceof FaultError ? error.fault.code : String(error);
      }
      return asked;
    },
  };
}
