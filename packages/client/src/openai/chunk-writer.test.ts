import type { Delta } from '@spindle/sealed';
import { nodePrimitives } from '@spindle/sealed/node';
import { makeNode, NOW_MS } from '@spindle/sealed/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClient, createStreamWriter, gatherAnswer, type OpenAiBody, readBody } from '../index.ts';
import { createEdge } from '../testing/index.ts';

const words = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('"\\\n\u2028 data: [DONE]\n\n'));
const delta: fc.Arbitrary<Delta> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'reasoning' as const), text: words, choice: fc.nat({ max: 2 }) }),
  fc.record({
    kind: fc.constant('tool' as const),
    index: fc.nat({ max: 1 }),
    id: words,
    name: words,
    arguments: words,
    choice: fc.nat({ max: 2 }),
  }),
);

const MODEL = 'tiny "x"';
const node = makeNode('a', { models: [{ model: MODEL, revision: 'r1', contextLength: 2048, abilities: [] }] });
const CHAT = { model: MODEL, messages: [{ role: 'user', content: 'Hi' }], n: 3 };

async function both(deltas: Delta[], body: OpenAiBody) {
  const edge = createEdge({
    nodes: [node],
    answer: () => [
      ...deltas,
      {
        kind: 'end',
        reason: 'stop',
        moreReasons: ['length', 'tool_calls'],
        usage: { input: 5, cached: 0, output: deltas.length },
      },
    ],
  });
  const client = createClient({ transport: edge, now: () => NOW_MS, primitives: nodePrimitives });
  const write = createStreamWriter(body, 7);
  let stream = '';
  async function* events() {
    for await (const event of client.ask(body.ask)) {
      stream += write(event);
      yield event;
    }
  }
  const whole = await gatherAnswer(events(), body, 7);
  const lines = stream.split('\n\n');
  return { whole, lines, chunks: lines.slice(0, -2).map((line) => JSON.parse(line.replace(/^data: /, ''))) };
}

const bodyOf = (kind: 'chat' | 'completion', body: object): OpenAiBody => {
  const read = readBody(kind, body);
  if (!read.ok) throw new Error(read.fault.code);
  return read.value;
};

it('a stream says what the whole answer says, whatever its words are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(delta, { maxLength: 8 }), fc.boolean(), async (deltas, includeUsage) => {
      const body = bodyOf('chat', { ...CHAT, stream: true, stream_options: { include_usage: includeUsage } });
      const { whole, lines, chunks } = await both(deltas, body);
      expect(lines.slice(-2)).toEqual(['data: [DONE]', '']);
      if (!('choices' in whole) || whole.object !== 'chat.completion') throw new Error('no completion');
      const said = (choice: number, name: 'content' | 'reasoning_content') =>
        chunks
          .map((chunk) => chunk.choices.find((it: { index: number }) => it.index === choice)?.delta[name] ?? '')
          .join('');
      for (const { index, message, finish_reason } of whole.choices) {
        expect(said(index, 'content')).toBe(message.content ?? '');
        expect(said(index, 'reasoning_content')).toBe(message.reasoning_content ?? '');
        const own = chunks.filter((chunk) => chunk.choices[0]?.index === index);
        expect(own[0].choices[0].delta).toEqual({ role: 'assistant', content: '' });
        expect(own.at(-1).choices[0]).toEqual({ index, delta: {}, finish_reason });
      }
      const { id, created, model, spindle, usage } = whole;
      for (const chunk of chunks) expect(chunk).toMatchObject({ id, created, model, object: 'chat.completion.chunk' });
      expect(chunks.at(-1)).toMatchObject(includeUsage ? { choices: [], usage, spindle } : { spindle });
      expect(chunks.slice(0, -1).every((chunk) => chunk.usage === (includeUsage ? null : undefined))).toBe(true);
    }),
    { numRuns: 40 },
  );
});

it('log probabilities of a text completion go on list by list', async () => {
  const part = (token: string, at: number) => ({
    tokens: [token],
    token_logprobs: [-0.5],
    top_logprobs: null,
    text_offset: [at],
  });
  const deltas: Delta[] = [
    { kind: 'text', text: 'a' },
    { kind: 'logprobs', logprobs: part('a', 0) },
    { kind: 'text', text: 'b' },
    { kind: 'logprobs', logprobs: part('b', 1) },
  ];
  const { whole, chunks } = await both(deltas, bodyOf('completion', { model: MODEL, prompt: 'x', logprobs: 0, n: 3 }));
  expect('choices' in whole && whole.choices[0]).toMatchObject({
    text: 'ab',
    logprobs: { tokens: ['a', 'b'], token_logprobs: [-0.5, -0.5], top_logprobs: null, text_offset: [0, 1] },
  });
  expect(chunks[1].choices).toEqual([{ index: 0, text: '', logprobs: part('a', 0), finish_reason: null }]);
});
