import { QuoteSchema } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRelayWorld, MODEL, type RelayWorld, tell } from '../../relay/testing/index.ts';
import { createAskAsBuyer } from './ask-as-buyer.ts';

let world: RelayWorld;

beforeAll(async () => {
  world = await createRelayWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

const question = { messages: [{ role: 'user' as const, content: 'Hi' }], maxOutputTokens: 16 };
const asker = () =>
  createAskAsBuyer({
    ...{ quote: world.quoteDeps, nodes: world.machines, secret: 'secret' },
    log: { error: () => {} },
    random: () => 0.5,
  });

async function askAt(nodeId: string) {
  const presence = world.machines.presence(nodeId);
  const offer = world.offers.find(({ listingId }) => listingId === presence?.listingId);
  if (!presence || !offer) throw new Error('no such machine');
  return asker()({ presence, offer }, question);
}

describe('the market asks as a buyer', () => {
  it('the machine that it means, though others would come first; and the receipt is acknowledged', async () => {
    await world.addMachine({}, { usd: 1 });
    const dear = await world.addMachine({ words: ['one ', 'two ', 'three ', 'four'] }, { usd: 5 });
    const heard = await askAt(dear.nodeId);
    expect(heard).toMatchObject({ ok: true, value: { text: 'one two three four', tokens: { input: 12, output: 4 } } });
    expect(dear.acknowledged).toHaveLength(1);
    await expect.poll(() => dear.presence.busy).toBe(0);
  });

  it('in words that a buyer uses: the same members of the question, the quote and the terms', async () => {
    const machine = await world.addMachine();
    await world.addMachine();
    const quotes: string[] = [];
    const infer = world.machines.infer;
    world.machines.infer = (nodeId, body) => {
      const length = Buffer.from(body).readUInt32BE(0);
      quotes.push(
        JSON.parse(
          Buffer.from(body)
            .subarray(4, 4 + length)
            .toString(),
        ).quote.text,
      );
      return infer(nodeId, body);
    };
    const buyer = world.actor(await world.buyer({ depositedNano: 10n ** 10n }));
    await tell(world.client(buyer), { messages: question.messages, maxOutputTokens: 16, policy: 'balanced' });
    await askAt(machine.nodeId);
    world.machines.infer = infer;
    const [theirs, ours] = quotes.map((text) => QuoteSchema.parse(JSON.parse(text)));
    expect(shapeOf(ours)).toEqual(shapeOf(theirs));
    expect(ours?.request.model).toBe(MODEL);
    expect(ours?.accountId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('says the fault of a machine that breaks off, and of a receipt that does not fit', async () => {
    const broken = await world.addMachine({ loseAfter: 1 });
    const liar = await world.addMachine({ receipt: (it) => ({ ...it, tokens: { ...it.tokens, output: 900 } }) });
    expect(await askAt(broken.nodeId)).toMatchObject({ ok: false, fault: { code: 'node_lost' } });
    expect(await askAt(liar.nodeId)).toMatchObject({ ok: false, fault: { code: 'receipt_invalid' } });
  });
});

/** Names and kinds of everything, without the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}
