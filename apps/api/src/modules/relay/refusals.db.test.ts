import { sealRequest } from '@spindle/sealed/node';
import { makeNode } from '@spindle/sealed/testing';
import { type AccountId, unwrap } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../accounts/index.ts';
import { usageOf } from '../usage/index.ts';
import { createFrameQueue, makeQuote } from './index.ts';
import { createRelayWorld, MODEL, quoteFor, type RelayWorld, relayed, sealed, tell } from './testing/index.ts';

let world: RelayWorld;
let buyer: AccountId;
let me: Actor;
const DEPOSIT = 10n ** 10n;

beforeAll(async () => {
  world = await createRelayWorld();
});
beforeEach(async () => {
  world.reset();
  buyer = await world.buyer({ depositedNano: DEPOSIT });
  me = world.actor(buyer);
});
afterEach(async () => {
  expect(await world.ledger.audit()).toEqual([]);
});
afterAll(() => world.close());

const rows = async () => {
  const page = await usageOf(world, { accountId: buyer }, {});
  return page.ok ? page.value.items : [];
};
const balances = () => world.ledger.balancesOf(buyer);

describe('a request is refused', () => {
  beforeEach(async () => {
    await world.addMachine();
  });
  const codeOf = async (work: Promise<{ fault?: { code: string } | null }>) => (await work).fault?.code ?? 'ok';

  it('when its quote was used', async () => {
    const quote = await quoteFor(world, me);
    expect(await codeOf(relayed(world, me, quote))).toBe('ok');
    expect(await codeOf(relayed(world, me, quote))).toBe('quote_used');
    const twins = await quoteFor(world, me);
    const codes = await Promise.all([codeOf(relayed(world, me, twins)), codeOf(relayed(world, me, twins))]);
    expect(codes.toSorted()).toEqual(['ok', 'quote_used']);
  });

  it('when its quote is older than a minute', async () => {
    const quote = await quoteFor(world, me);
    world.clock.set(world.clock.nowMs() + 60_001);
    expect(await codeOf(relayed(world, me, quote))).toBe('quote_expired');
  });

  it('when its quote was altered, or signed by somebody else', async () => {
    const { quote, brokerKey } = await quoteFor(world, me);
    const cheaper = { text: quote.text.replace(/"holdNano":"\d+"/, '"holdNano":"1"'), signature: quote.signature };
    expect(cheaper.text).not.toBe(quote.text);
    expect(await codeOf(relayed(world, me, { quote: cheaper, brokerKey }))).toBe('quote_altered');
    const signature = await makeNode('e').identity.sign('spindle-quote/1', quote.text);
    expect(await codeOf(relayed(world, me, { quote: { text: quote.text, signature }, brokerKey }))).toBe(
      'quote_altered',
    );
  });

  it('when its quote is another account’s, or of another environment', async () => {
    const stranger = world.actor(await world.buyer({ depositedNano: DEPOSIT }));
    expect(await codeOf(relayed(world, me, await quoteFor(world, stranger)))).toBe('quote_not_yours');
    const elsewhere = unwrap(
      await makeQuote({ ...world.quoteDeps, env: 'production' }, me, {
        model: MODEL,
        maxInputTokens: 9,
        maxOutputTokens: 9,
      }),
    );
    expect(await codeOf(relayed(world, me, elsewhere))).toBe('environment_mismatch');
  });

  it.each<[string, (envelope: Uint8Array) => Uint8Array, string]>([
    ['empty', () => new Uint8Array(), 'sealed_malformed'],
    ['cut inside its head', (it) => it.subarray(0, 100), 'sealed_malformed'],
    ['cut behind its head', (it) => it.subarray(0, it.length - 7), 'sealed_malformed'],
    ['of random bytes', (it) => it.map((byte) => byte ^ 0x55), 'sealed_malformed'],
  ])('when its sealed body is %s', async (_, change, code) => {
    expect(await codeOf(relayed(world, me, await quoteFor(world, me), change))).toBe(code);
    expect(await balances()).toMatchObject({ depositedNano: DEPOSIT, heldNano: 0n });
  });

  it('when it was sealed for another job or another machine', async () => {
    const [mine, other] = [await quoteFor(world, me), await quoteFor(world, me)];
    const swapped = { quote: mine.quote, envelope: (await sealed(other)).envelope };
    const signal = new AbortController().signal;
    expect(
      await world.relay.request(
        me,
        swapped,
        createFrameQueue(() => {}),
        signal,
      ),
    ).toMatchObject({
      fault: { code: 'terms_mismatch' },
    });
    const forNobody = unwrap(
      await sealRequest({
        candidates: [
          {
            terms: { ...JSON.parse(mine.quote.text).candidates[0].terms, nodeId: makeNode('9').nodeId },
            sealKey: makeNode('9').keys.publicKey,
          },
        ],
        jobId: JSON.parse(mine.quote.text).jobId,
        body: { kind: 'chat', request: {} },
      }),
    );
    const lost = { quote: mine.quote, envelope: forNobody.envelope };
    expect(
      await world.relay.request(
        me,
        lost,
        createFrameQueue(() => {}),
        signal,
      ),
    ).toMatchObject({
      fault: { code: 'sealed_wrong_node' },
    });
  });

  it('when the money is not there', async () => {
    buyer = await world.buyer({ depositedNano: 10n });
    me = world.actor(buyer);
    expect(await codeOf(relayed(world, me, await quoteFor(world, me)))).toBe('insufficient_funds');
    expect(await rows()).toEqual([]);
  });

  it('when its key has reached its cap', async () => {
    const apiKeyId = await world.apiKey(buyer, 10n);
    const keyed = world.actor(buyer, apiKeyId);
    expect((await tell(world.client(keyed))).fault?.code).toBe('key_cap_reached');
  });

  it('when its listing was paused within the minute', async () => {
    const quote = await quoteFor(world, me);
    world.offers.length = 0;
    expect(await codeOf(relayed(world, me, quote))).toBe('no_candidates');
  });
});

it('a market that closes lets nobody in, and waits for those in work', async () => {
  const closing = await createRelayWorld();
  const late = closing.actor(await closing.buyer({ depositedNano: DEPOSIT }));
  await closing.addMachine({ pauseMs: 30 });
  const inWork = tell(closing.client(late));
  await expect.poll(() => closing.relay.active).toBe(1);
  const closed = closing.relay.close();
  const refused = await relayed(closing, late, await quoteFor(closing, late));
  expect(refused.fault?.code).toBe('shutting_down');
  await closed;
  expect((await inWork).text).toBe('Hello from Spindle');
  await closing.close();
});
