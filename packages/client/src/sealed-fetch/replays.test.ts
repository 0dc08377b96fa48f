import { nodePrimitives } from '@spindle/sealed/node';
import { NOW_MS } from '@spindle/sealed/testing';
import { FrameType } from '@spindle/shared';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { createSealedFetch } from '../index.ts';
import { createEdge, type EdgeOptions } from '../testing/index.ts';

function setup(options: EdgeOptions = {}) {
  const edge = createEdge(options);
  const fetch = createSealedFetch({ transport: edge, now: () => NOW_MS, primitives: nodePrimitives });
  const openai = new OpenAI({ apiKey: 'unused', baseURL: 'https://spindle.local/v1', fetch, maxRetries: 0 });
  const under = (key: string) => ({ headers: { 'idempotency-key': key } });
  return { edge, openai, under };
}

const QUESTION = { model: 'tiny', messages: [{ role: 'user' as const, content: 'Who are you?' }] };

async function textOf(stream: AsyncIterable<OpenAI.ChatCompletionChunk>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
  return text;
}

describe('under one Idempotency-Key', () => {
  it('the same answer comes, at the same moment and later, and is asked for once', async () => {
    const { edge, openai, under } = setup();
    const ask = () => openai.chat.completions.create(QUESTION, under('k1'));
    const [one, two] = await Promise.all([ask(), ask()]);
    const three = await ask();
    expect([two, three]).toEqual([one, one]);
    expect(edge.relayed).toHaveLength(1);
    await openai.chat.completions.create(QUESTION, under('k2'));
    expect(edge.relayed).toHaveLength(2);
  });

  it('the same stream comes, joined in the middle or played again', async () => {
    const { edge, openai, under } = setup();
    const ask = () => openai.chat.completions.create({ ...QUESTION, stream: true }, under('k1'));
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(await Promise.all([textOf(first), textOf(second)])).toEqual(['Hello, you', 'Hello, you']);
    expect(await textOf(await ask())).toBe('Hello, you');
    expect(edge.relayed).toHaveLength(1);
  });

  it('a program that gave up finds the answer when it comes again', async () => {
    const { edge, openai, under } = setup();
    const first = await openai.chat.completions.create({ ...QUESTION, stream: true }, under('k1'));
    for await (const _ of first) break;
    const gaveUp = openai.chat.completions.create(QUESTION, { ...under('k2'), signal: AbortSignal.abort() });
    await expect(gaveUp).rejects.toThrow();
    expect(await textOf(await openai.chat.completions.create({ ...QUESTION, stream: true }, under('k1')))).toBe(
      'Hello, you',
    );
    expect(edge.relayed).toHaveLength(1);
    expect(edge.wasLeft).toBe(false);
  });

  it('what may have cost something is told again, not asked again', async () => {
    const lost = setup({ frames: (all) => all.filter((frame) => frame[0] !== FrameType.Settled) });
    const ask = () => lost.openai.chat.completions.create(QUESTION, lost.under('k1'));
    const stream = async () =>
      textOf(await lost.openai.chat.completions.create({ ...QUESTION, stream: true }, lost.under('k2')));
    for (const work of [ask, ask, stream, stream]) {
      await expect(work()).rejects.toMatchObject({ code: 'receipt_missing' });
    }
    expect(lost.edge.relayed).toHaveLength(2);
  });

  it('a reply that is given again says so', async () => {
    const { openai, under } = setup();
    const ask = async () =>
      (await openai.chat.completions.create(QUESTION, under('k1')).withResponse()).response.headers;
    expect((await ask()).get('idempotent-replayed')).toBeNull();
    expect((await ask()).get('idempotent-replayed')).toBe('true');
  });

  it('another request is refused', async () => {
    const { openai, under } = setup();
    await openai.chat.completions.create(QUESTION, under('k1'));
    const other = openai.chat.completions.create({ ...QUESTION, temperature: 1 }, under('k1'));
    await expect(other).rejects.toMatchObject({ status: 422, code: 'idempotency_mismatch' });
  });

  it('what failed is tried again, before the first word and after', async () => {
    const { edge, openai, under } = setup({ refuse: [{ code: 'node_busy' }] });
    const ask = () => openai.chat.completions.create(QUESTION, under('k1'));
    await expect(ask()).rejects.toMatchObject({ code: 'node_busy' });
    expect((await ask()).choices[0]?.message.content).toBe('Hello, you');
    expect(edge.relayed).toHaveLength(1);
    const cut = setup({ frames: (all) => all.slice(0, 2) });
    for (const turn of [1, 2]) {
      const stream = await cut.openai.chat.completions.create({ ...QUESTION, stream: true }, cut.under('k1'));
      await expect(textOf(stream)).rejects.toMatchObject({ code: 'answer_cut' });
      expect(cut.edge.relayed).toHaveLength(turn);
    }
  });
});
