import { nodePrimitives, webPrimitives } from '@spindle/sealed/node';
import { makeNode, NOW_MS } from '@spindle/sealed/testing';
import { FaultError, FrameType } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerEvent, type AskInput, type ClientOptions, createClient } from './index.ts';
import { createEdge, type Edge, type EdgeOptions } from './testing/index.ts';

const QUESTION: AskInput = { model: 'tiny', messages: [{ role: 'user', content: 'Who are you?' }], temperature: 0.5 };

const clientOf = (edge: Edge, changes: Partial<ClientOptions> = {}) =>
  createClient({ transport: edge, now: () => edge.nowMs, primitives: nodePrimitives, ...changes });

async function ask(edge: Edge, input: Partial<AskInput> = {}, changes: Partial<ClientOptions> = {}) {
  const events: AnswerEvent[] = [];
  let failure: unknown;
  try {
    for await (const event of clientOf(edge, changes).ask({ ...QUESTION, ...input })) events.push(event);
  } catch (error) {
    failure = error;
  }
  const fault = failure instanceof FaultError ? failure.fault : undefined;
  return { events, kinds: events.map((event) => event.kind), fault, failure };
}

const askWith = (options: EdgeOptions) => ask(createEdge(options));
const frameOf = (type: FrameType) => (frame: Uint8Array) => frame[0] === type;

describe('ask', () => {
  it('quotes, seals, opens, and ends with a checked receipt and its price', async () => {
    const edge = createEdge();
    const receipts: unknown[] = [];
    const { events, failure } = await ask(edge, {}, { onReceipt: (receipt) => receipts.push(receipt) });
    expect(failure).toBeUndefined();
    expect(events.map((event) => event.kind)).toEqual(['quoted', 'attempt', 'text', 'text', 'end']);
    expect(events.at(2)).toEqual({ kind: 'text', text: 'Hello', outputTokens: 1 });
    const end = events.at(-1);
    expect(end).toMatchObject({ kind: 'end', reason: 'stop', receiptChecked: true, usage: { output: 3 } });
    expect(end?.kind === 'end' && end.chargedNano).toBe(767n);
    expect(receipts).toHaveLength(1);
    expect(edge.asked[0]).toEqual({ ...QUESTION, max_completion_tokens: 1024 });
  });

  it('works over WebCrypto, and for chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (chunkBytes) => {
        const { kinds } = await ask(createEdge({ chunkBytes }), {}, { primitives: webPrimitives });
        expect(kinds).toEqual(['quoted', 'attempt', 'text', 'text', 'end']);
      }),
      { numRuns: 10 },
    );
  });

  it.each([
    ['WebCrypto', webPrimitives],
    ['node:crypto', nodePrimitives],
  ])(
    'gives what came in one chunk in turn, each with its own count, up to what is damaged (%s)',
    async (_, primitives) => {
      const texts: AnswerEvent[] = ['Hello', ', you'].map((text, at) => ({ kind: 'text', text, outputTokens: at + 1 }));
      const inOne = async (change: (all: Uint8Array[]) => Uint8Array[]) => {
        const { events, fault } = await ask(
          createEdge({ frames: (all) => [Buffer.concat(change(all))] }),
          {},
          { primitives },
        );
        return { texts: events.filter(({ kind }) => kind === 'text'), last: events.at(-1)?.kind, fault };
      };
      expect(await inOne((all) => all)).toEqual({ texts, last: 'end', fault: undefined });
      const damage = (frame: Uint8Array) => frame.map((byte, at) => (at === frame.length - 1 ? byte ^ 1 : byte));
      const second = (all: Uint8Array[]) => all.map((frame, at) => (at === 2 ? damage(frame) : frame));
      expect(await inOne(second)).toEqual({
        texts: texts.slice(0, 1),
        last: 'text',
        fault: { code: 'answer_damaged' },
      });
    },
  );

  it('tells the market limits and wishes, and not a word of the question', async () => {
    const edge = createEdge();
    await ask(edge, { maxOutputTokens: 64, policy: 'fastest', tier: 'community', timeoutMs: 9_000 });
    expect(edge.heads.map(({ timeoutMs }) => timeoutMs)).toEqual([9_000]);
    expect(edge.quoted).toEqual([
      {
        model: 'tiny',
        maxInputTokens: expect.any(Number),
        maxOutputTokens: 64,
        policy: 'fastest',
        tier: 'community',
        affinity: expect.stringMatching(/^[\w-]{20}$/),
      },
    ]);
    expect(Buffer.concat(edge.relayed).includes('Who are you')).toBe(false);
  });
});

describe('ask refuses', () => {
  const foreign = makeNode('c').identity.publicKey;

  it('to seal to a machine whose keys do not check out, and drops it from those who may answer', async () => {
    const edge = createEdge({ candidate: (it, at) => (at === 1 ? { ...it, identityKey: foreign } : it) });
    const { events, failure } = await ask(edge);
    expect(failure).toBeUndefined();
    const [quoted] = events;
    expect(quoted?.kind === 'quoted' && quoted.usable.map((terms) => terms.nodeId)).toEqual([edge.nodes[0]?.nodeId]);
    expect(Buffer.from(edge.relayed[0] ?? []).includes(edge.nodes[1]?.nodeId ?? '')).toBe(false);
  });

  it('to send anything when no candidate is left', async () => {
    const edge = createEdge({ candidate: (it) => ({ ...it, identityKey: foreign }) });
    expect((await ask(edge)).fault?.code).toBe('manifest_untrusted');
    expect(edge.relayed).toEqual([]);
  });

  it('a quote of another key, another time, another environment', async () => {
    expect((await ask(createEdge(), {}, { brokerKey: foreign })).fault?.code).toBe('quote_altered');
    const edge = createEdge();
    edge.nowMs = NOW_MS + 11 * 60_000;
    expect((await ask(edge)).fault?.code).toBe('quote_expired');
    expect((await ask(createEdge(), {}, { env: 'production' })).fault?.code).toBe('environment_mismatch');
  });

  it('but bears with a clock that is a few minutes off', async () => {
    for (const offMs of [-8 * 60_000, 8 * 60_000]) {
      const edge = createEdge();
      edge.nowMs = NOW_MS + offMs;
      expect((await ask(edge)).failure).toBeUndefined();
    }
  });

  it('keeps to the key of the first quote', async () => {
    const first = createEdge();
    const second = createEdge();
    let edge = first;
    const client = createClient({
      transport: { quote: (it) => edge.quote(it), relay: first.relay },
      now: () => NOW_MS,
    });
    await client.ask(QUESTION).next();
    edge = second;
    await expect(client.ask(QUESTION).next()).rejects.toMatchObject({ fault: { code: 'quote_altered' } });
  });

  it.each<[string, Partial<AskInput>, EdgeOptions]>([
    ['tier', { tier: 'verified' }, {}],
    ['price', { maxPriceMicroUsdPerMTok: '399999' }, {}],
    ['listing', { listingId: '99999999-9999-7999-8999-999999999999' }, {}],
    ['model', {}, { candidate: (it) => ({ ...it, terms: { ...it.terms, model: 'other' } }) }],
    ['maxOutputTokens', {}, { candidate: (it) => ({ ...it, terms: { ...it.terms, maxOutputTokens: 4096 } }) }],
    ['maxInputTokens', {}, { candidate: (it) => ({ ...it, terms: { ...it.terms, maxInputTokens: 99_999 } }) }],
  ])('a quote with another %s than asked', async (field, input, options) => {
    const { fault } = await ask(createEdge(options), input);
    expect(fault).toEqual({ code: 'quote_unfit', facts: { field } });
  });

  it('an answer without its last frame: it was cut', async () => {
    const { events, fault } = await askWith({ frames: (all) => all.slice(0, 3) });
    expect(events.at(-1)?.kind).toBe('text');
    expect(fault).toEqual({ code: 'answer_cut', facts: { delivered: 2 } });
    const hurried = await askWith({ frames: (all) => all.filter((frame) => !frameOf(FrameType.Last)(frame)) });
    expect(hurried.fault?.code).not.toBeUndefined();
    expect(hurried.kinds).not.toContain('end');
  });

  it('a whole answer without its receipt', async () => {
    for (const dropped of [FrameType.Receipt, FrameType.Settled]) {
      const { fault } = await askWith({ frames: (all) => all.filter((frame) => !frameOf(dropped)(frame)) });
      expect(fault?.code).toBe('receipt_missing');
    }
  });

  it('a stream with any one bit changed', async () => {
    const honest = await framesOf(createEdge());
    const length = Buffer.concat(honest).length;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: length * 8 - 1 }), async (bit) => {
        const { kinds, failure, events } = await askWith({
          frames: (all) => {
            const whole = Buffer.concat(all);
            whole.writeUInt8((whole.readUInt8(bit >> 3) ^ (1 << (bit & 7))) & 0xff, bit >> 3);
            return [whole];
          },
        });
        if (!failure) expect(events.at(-1)).toMatchObject({ kind: 'end', receiptChecked: true });
        else expect(kinds).not.toContain('end');
        const texts = events.flatMap((event) => (event.kind === 'text' ? [event.text] : []));
        expect('Hello, you'.startsWith(texts.join(''))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('frames of a machine that the quote did not name, and frames before any attempt', async () => {
    const stranger = await askWith({
      frames: ([, ...rest]) => [frame(FrameType.Attempt, { attempt: 0, nodeId: makeNode('c').nodeId }), ...rest],
    });
    expect(stranger.fault?.code).toBe('answer_damaged');
    expect((await askWith({ frames: ([, ...rest]) => rest })).fault?.code).toBe('answer_damaged');
  });

  it.each<[string, EdgeOptions['receipt']]>([
    ['tokens.input', (it) => ({ ...it, tokens: { ...it.tokens, input: 99_999 } })],
    ['tokens', (it) => ({ ...it, tokens: { ...it.tokens, input: it.tokens.input + 1 } })],
    ['tokens.output', (it) => ({ ...it, tokens: { ...it.tokens, output: 4 } })],
    ['answerHash', (it) => ({ ...it, answerHash: 'f'.repeat(64) })],
    ['answerCommitment', (it) => ({ ...it, answerCommitment: 'f'.repeat(64) })],
    ['requestHash', (it) => ({ ...it, requestHash: 'f'.repeat(64) })],
    ['termsHash', (it) => ({ ...it, termsHash: 'f'.repeat(64) })],
  ])('a receipt whose %s does not fit', async (field, receipt) => {
    const { fault, kinds } = await askWith(receipt ? { receipt } : {});
    expect(fault).toEqual({ code: 'receipt_invalid', facts: { field } });
    expect(kinds).not.toContain('end');
  });

  it('a charge above the receipt, and takes one below', async () => {
    const over = await askWith({ settled: (it) => ({ ...it, chargedNano: '768' }) });
    expect(over.fault).toEqual({ code: 'charge_mismatch', facts: { charged: '768', cost: '767' } });
    const under = await askWith({ settled: (it) => ({ ...it, chargedNano: '0' }) });
    expect(under.kinds).toContain('end');
  });
});

describe('ask passes on', () => {
  it("the broker's refusal, before a frame and in mid-stream", async () => {
    const fault = { code: 'insufficient_funds', facts: { needed: '1', spendable: '0' } } as const;
    expect((await askWith({ refuse: fault })).fault).toEqual(fault);
    const lost = { code: 'node_lost', facts: { delivered: 2 } };
    const { fault: passed } = await askWith({ frames: (all) => [...all.slice(0, 3), frame(FrameType.Error, lost)] });
    expect(passed).toEqual(lost);
  });

  it('a change of machine before the first piece', async () => {
    const edge = createEdge({
      frames: (all) => [frame(FrameType.Attempt, { attempt: 0, nodeId: makeNode('b').nodeId }), ...again(all)],
    });
    const { events } = await ask(edge);
    expect(events.filter((event) => event.kind === 'attempt')).toHaveLength(2);
    expect(events.at(2)).toMatchObject({ after: 'node_lost' });
  });

  it('a stop: the stream is left, and the reason thrown', async () => {
    const edge = createEdge();
    const stop = new AbortController();
    const seen: string[] = [];
    const asking = async () => {
      for await (const event of clientOf(edge).ask({ ...QUESTION, signal: stop.signal })) {
        seen.push(event.kind);
        if (event.kind === 'text') stop.abort();
      }
    };
    await expect(asking()).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toEqual(['quoted', 'attempt', 'text']);
    expect(edge.wasLeft).toBe(true);
  });

  it('a stop before the start: nobody is asked', async () => {
    const edge = createEdge();
    const { failure } = await ask(edge, { signal: AbortSignal.abort() });
    expect(failure).toMatchObject({ name: 'AbortError' });
    expect(edge.quoted).toEqual([]);
  });

  it('nothing more when the caller leaves the loop', async () => {
    const edge = createEdge();
    for await (const event of clientOf(edge).ask(QUESTION)) if (event.kind === 'text') break;
    expect(edge.wasLeft).toBe(true);
    for await (const event of clientOf(edge).ask(QUESTION)) if (event.kind === 'quoted') break;
    expect(edge.relayed).toHaveLength(1);
  });
});

const frame = (type: FrameType, body: object): Uint8Array => {
  const bytes = Buffer.from(JSON.stringify(body));
  const head = Buffer.alloc(5);
  head.writeUInt8(type);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
};

/** The honest attempt as the second one: its frames are of attempt 0, so only the notice changes. */
function again([first, ...rest]: Uint8Array[]): Uint8Array[] {
  const body = JSON.parse(Buffer.from(first?.subarray(5) ?? []).toString());
  return [frame(FrameType.Attempt, { ...body, after: 'node_lost' }), ...rest];
}

async function framesOf(edge: Edge): Promise<Uint8Array[]> {
  let seen: Uint8Array[] = [];
  const relay: Edge['relay'] = async (body) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await edge.relay(body)) chunks.push(chunk);
    seen = chunks;
    return (async function* () {
      yield* chunks;
    })();
  };
  await clientOf({ ...edge, relay })
    .ask(QUESTION)
    .next();
  for await (const _ of clientOf({ ...edge, relay }).ask(QUESTION));
  return seen;
}
