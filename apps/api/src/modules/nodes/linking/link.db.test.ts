import { checkReceipt } from '@spindle/sealed/node';
import { FaultError, unwrap, uuidv7 } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NodeLostError, type NodePresence } from '../index.ts';
import { eventually } from '../testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import { makeScriptedEngine } from '../testing/scripted-engine.ts';
import { makeTestAsk, readTestAnswer } from '../testing/test-ask.ts';
import type { TestMarket } from '../testing/test-market.ts';
import type { TestMachine } from '../testing/test-node.ts';

let world: NodeWorld;
let market: TestMarket;
let machine: TestMachine;
let presence: NodePresence;

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterAll(() => world.close());
afterEach(() => world.clean());

async function start(delayMs = 0, slots = 4): Promise<void> {
  market = await world.market();
  machine = await world.machine(market, { engine: makeScriptedEngine(delayMs), slots });
  presence = await eventually('the node is linked', () => market.nodes.presence(machine.membership.nodeId));
}

const ask = (...args: Parameters<typeof makeTestAsk> extends [unknown, unknown, ...infer Rest] ? Rest : never) =>
  makeTestAsk(market.signer, presence, ...args);
const send = (body: Uint8Array) => unwrap(market.nodes.infer(presence.nodeId, body));

async function refusalOf(body: Uint8Array): Promise<string> {
  try {
    for await (const _ of send(body));
  } catch (error) {
    return error instanceof FaultError ? error.fault.code : String(error);
  }
  return 'none';
}

describe('a linked node', () => {
  beforeEach(() => start());

  it('is present with its manifest, slots and loaded model', () => {
    expect(presence.slots).toBe(4);
    expect([...presence.loadedModels]).toEqual([machine.listing.modelId]);
    expect(presence.manifest.models[0]?.revision).toBe('r1');
    expect(market.nodes.presencesOf(machine.listing.listingId)).toHaveLength(1);
  });

  it('answers a sealed request, and its receipt fits what was carried', async () => {
    const asked = await ask('one two three');
    const answer = await readTestAnswer(asked, send(asked.body));
    expect(answer).toMatchObject({ text: 'one two three ', isWhole: true, outputTokens: 3, fault: null });
    const evidence = {
      manifest: asked.manifest,
      terms: asked.terms,
      requestHash: asked.sealed.requestHash,
      answerHash: answer.answerHash,
      outputTokens: 3,
    };
    expect(answer.receipt && (await checkReceipt(answer.receipt, evidence))).toMatchObject({ ok: true });
    expect(answer.tokens).toEqual({ input: 3, cached: 0, output: 3 });
  });

  it('keeps the receipt until it is acknowledged', async () => {
    const asked = await ask('one');
    await readTestAnswer(asked, send(asked.body));
    expect(machine.node.view().receiptsWaiting).toBe(1);
    market.nodes.ackReceipts(presence.nodeId, [asked.terms.jobId]);
    await eventually('the receipt is forgotten', () => machine.node.view().receiptsWaiting === 0);
    expect(market.late).toEqual([]);
  });

  it('carries an answer of many frames whole', async () => {
    const words = Array.from({ length: 5_000 }, (_, at) => `word${at}`).join(' ');
    const asked = await ask(words, { terms: { maxOutputTokens: 5_000 } });
    const answer = await readTestAnswer(asked, send(asked.body));
    expect(answer).toMatchObject({ text: `${words} `, isWhole: true, outputTokens: 5_000 });
  });

  it('takes many large requests at the same time', async () => {
    const long = { role: 'system', content: 'x'.repeat(1_900_000) };
    const request = { messages: [long, { role: 'user', content: 'short' }] };
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const asked = await ask(request);
        return readTestAnswer(asked, send(asked.body)).then(
          ({ text }) => text,
          (error: Error) => error.message,
        );
      }),
    );
    // There are four slots: to be told that all are busy is no fault of the link.
    expect(answers.filter((text) => text === 'short ').length).toBeGreaterThanOrEqual(4);
    expect(answers.every((text) => text === 'short ' || text === 'node_busy')).toBe(true);
    expect(market.nodes.presence(presence.nodeId)).toBe(presence);
  });

  it('stops at the output that the terms allow', async () => {
    const asked = await ask('a b c d e', { terms: { maxOutputTokens: 2 } });
    expect(await readTestAnswer(asked, send(asked.body))).toMatchObject({ text: 'a b ', outputTokens: 2 });
  });

  it('ends with a typed error frame when the engine fails after the first token', async () => {
    const asked = await ask('fail now');
    const answer = await readTestAnswer(asked, send(asked.body));
    expect(answer).toMatchObject({
      text: 'fail ',
      isWhole: false,
      receipt: null,
      fault: { code: 'engine_unreachable' },
    });
    expect(machine.node.view()).toMatchObject({ receiptsWaiting: 0, busy: 0 });
  });
});

describe('a request that does not fit', () => {
  beforeEach(() => start());

  it('is refused when it is answered already', async () => {
    const asked = await ask('once');
    await readTestAnswer(asked, send(asked.body));
    expect(await refusalOf(asked.body)).toBe('request_replayed');
    expect(machine.engine.asked).toEqual(['once']);
  });

  it.each([
    ['cut in the sealed part', (body: Uint8Array) => body.subarray(0, body.length - 7)],
    ['cut in the head', (body: Uint8Array) => body.subarray(0, 90)],
    ['empty', () => new Uint8Array(0)],
  ])('is refused when it is %s', async (_, cut) => {
    expect(await refusalOf(cut((await ask('x')).body))).toBe('sealed_malformed');
  });

  it('is refused when the quote is altered, expired, or of another broker', async () => {
    const altered = Buffer.from((await ask('x')).body)
      .toString('latin1')
      .replace('400000', '500000');
    expect(await refusalOf(Buffer.from(altered, 'latin1'))).toBe('quote_altered');
    const past = Date.now() - 1;
    expect(
      await refusalOf(
        (await ask('x', { terms: { expiresAt: past }, quote: { issuedAt: past - 1000, expiresAt: past } })).body,
      ),
    ).toBe('quote_expired');
    expect(await refusalOf((await makeTestAsk(machine.identity, presence, 'x')).body)).toBe('quote_altered');
  });

  it('is refused when it is for another node, environment, manifest or other terms', async () => {
    const other = { nodeId: uuidv7(Date.now()) };
    expect(await refusalOf((await ask('x', { terms: other })).body)).toBe('sealed_wrong_node');
    expect(await refusalOf((await ask('x', { seal: other })).body)).toBe('sealed_wrong_node');
    expect(await refusalOf((await ask('x', { seal: { maxOutputTokens: 7 } })).body)).toBe('terms_mismatch');
    const production = { terms: { env: 'production' }, quote: { env: 'production' } } as const;
    expect(await refusalOf((await ask('x', production)).body)).toBe('environment_mismatch');
    expect(await refusalOf((await ask('x', { terms: { revision: 'r2' } })).body)).toBe('engine_unreachable');
    const { nodeId, listingId, identityKey, manifest, manifestSignature } = presence;
    const presenceParts = { nodeId, listingId, identityKey, manifest, manifestSignature };
    const stale = await makeTestAsk(market.signer, { ...presence, ...presenceParts, manifestText: '{}' }, 'x');
    expect(await refusalOf(stale.body)).toBe('manifest_expired');
  });

  it('is refused when its parameters are wrong, naming the parameter and not its value', async () => {
    const asked = await ask({ messages: [{ role: 'user', content: 'x' }], temperature: 'hot and secret' });
    const fault = await (async () => {
      try {
        for await (const _ of send(asked.body));
      } catch (error) {
        return error instanceof FaultError ? error.fault : null;
      }
      return null;
    })();
    expect(fault).toMatchObject({ code: 'parameter_unsupported', facts: { parameter: 'temperature' } });
    expect(JSON.stringify(fault)).not.toContain('secret');
  });
});

describe('a node at its limits', () => {
  it('is busy when all slots are, and free again when an answer is cancelled', async () => {
    await start(0, 1);
    const first = send((await ask('hang')).body);
    await eventually('the engine was asked', () => machine.engine.asked.length === 1);
    await eventually('the market sees it busy', () => presence.busy === 1);
    expect(await refusalOf((await ask('x')).body)).toBe('node_busy');
    first.cancel();
    await eventually('the cancel reached the engine', () => machine.engine.cancelled.length === 1);
    await eventually('the slot is free', () => presence.busy === 0);
    expect(machine.node.view().receiptsWaiting).toBe(0);
  });

  it('brings the receipt of a stopped answer by itself, for what was delivered', async () => {
    await start(10);
    const asked = await ask(Array.from({ length: 80 }, () => 'word').join(' '));
    const stream = send(asked.body);
    const answer = await readTestAnswer(asked, stream, (text) => text.length > 40 && stream.cancel());
    expect(answer).toMatchObject({ isWhole: false, receipt: null });
    await eventually('the receipt came late', () => market.late.length === 1);
    expect(market.late[0]).toEqual({ nodeId: presence.nodeId, jobId: asked.terms.jobId });
    await eventually('it was acknowledged', () => machine.node.view().receiptsWaiting === 0);
  });

  it('says when its engine goes away and comes back', async () => {
    await start();
    machine.engine.isUp = false;
    const asked = await ask('fail now');
    await readTestAnswer(asked, send(asked.body));
    await eventually('the model is not loaded', () => presence.loadedModels.size === 0);
    expect(await refusalOf((await ask('x')).body)).toBe('engine_unreachable');
    machine.engine.isUp = true;
    await eventually('the model is loaded', () => presence.loadedModels.size === 1);
  });
});

describe('a node that goes away', () => {
  it('breaks an answer off before its first token, at once', async () => {
    await start();
    const stream = send((await ask('hang')).body);
    await eventually('the engine was asked', () => machine.engine.asked.length === 1);
    const lost = (async () => {
      for await (const _ of stream);
    })();
    await Promise.all([expect(lost).rejects.toBeInstanceOf(NodeLostError), machine.node.stop(0)]);
    await eventually('it is not present', () => market.nodes.presence(presence.nodeId) === null);
    expect(market.nodes.infer(presence.nodeId, new Uint8Array(0))).toMatchObject({
      ok: false,
      fault: { code: 'node_lost' },
    });
  });

  it('breaks an answer off in mid-stream, after what had come', async () => {
    await start(10);
    const asked = await ask(Array.from({ length: 80 }, () => 'word').join(' '));
    let seen = '';
    const reading = readTestAnswer(asked, send(asked.body), (text) => {
      seen = text;
      if (text.length > 40) void machine.node.stop(0);
    });
    await expect(reading).rejects.toBeInstanceOf(NodeLostError);
    expect(seen).toMatch(/^(word )+$/);
  });

  it('finishes what it has begun when it is stopped politely', async () => {
    await start(5);
    const asked = await ask(Array.from({ length: 60 }, () => 'word').join(' '));
    const reading = readTestAnswer(asked, send(asked.body));
    await eventually('the engine was asked', () => machine.engine.asked.length === 1);
    const stopping = machine.node.stop();
    await eventually('the market sees it draining', () => presence.isDraining);
    expect(await reading).toMatchObject({ isWhole: true, outputTokens: 60 });
    await stopping;
  });
});
