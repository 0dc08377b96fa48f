import type { Delta } from '@spindle/sealed';
import { nodePrimitives, webPrimitives } from '@spindle/sealed/node';
import { makeNode } from '@spindle/sealed/testing';
import { FaultError, FrameType, termsCostNano } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerEnd, type AnswerEvent, createClient } from './index.ts';
import { createEdge, type Edge, type EdgeOptions } from './testing/index.ts';

const QUESTION = { model: 'tiny', messages: [{ role: 'user' as const, content: 'Count' }] };
const late = [makeNode('c'), makeNode('d'), makeNode('e')];
const nodes = [makeNode('a'), makeNode('b')];

/** `one two …` of so many words, each a piece and a token, and the token that ends it. */
const counting =
  (words: number): NonNullable<EdgeOptions['answer']> =>
  () => [
    ...Array.from({ length: words }, (_, at): Delta => ({ kind: 'text', text: `word${at} ` })),
    { kind: 'end', reason: 'stop', usage: { input: 12, cached: 2, output: words + 1 } },
  ];
const wordsOf = (words: number) => Array.from({ length: words }, (_, at) => `word${at} `).join('');

async function ask(edge: Edge, primitives = nodePrimitives) {
  const client = createClient({ transport: edge, now: () => edge.nowMs, primitives });
  const events: AnswerEvent[] = [];
  let failure: unknown = null;
  try {
    for await (const event of client.ask(QUESTION)) events.push(event);
  } catch (error) {
    failure = error;
  }
  const text = events.map((event) => (event.kind === 'text' ? event.text : '')).join('');
  const end = events.find((event): event is AnswerEnd => event.kind === 'end');
  const fault = failure instanceof FaultError ? failure.fault : failure;
  return { events, kinds: events.map(({ kind }) => kind), text, end, fault };
}

const askWith = (options: EdgeOptions) => ask(createEdge({ nodes, ...options }));
const codeOf = ({ fault }: Awaited<ReturnType<typeof ask>>) =>
  typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : fault;

describe('an answer that several machines give', () => {
  it('is one answer: the second goes on where the first broke', async () => {
    const { events, kinds, text, end, fault } = await askWith({ answer: counting(5), breaks: [2] });
    expect(fault).toBeNull();
    expect(kinds).toEqual(['quoted', 'attempt', 'text', 'text', 'attempt', 'text', 'text', 'text', 'end']);
    expect(events[4]).toMatchObject({ attempt: 1, nodeId: nodes[1]?.nodeId, after: 'node_lost', resumedTokens: 2 });
    expect(events[5]).toMatchObject({ outputTokens: 3 });
    expect(text).toBe(wordsOf(5));
    expect(end?.usage).toEqual({ input: 12, cached: 2, output: 6 });
    expect(end?.receipt).toMatchObject({ nodeId: nodes[1]?.nodeId, tokens: { output: 4 }, resumed: { tokens: 2 } });
  });

  it('is finished by a machine that a More frame brought, to which the key was sealed on the way', async () => {
    const edge = createEdge({ nodes, lateNodes: late, answer: counting(6), breaks: [2, 1] });
    const { kinds, text, events, fault } = await ask(edge);
    expect(fault).toBeNull();
    expect(text).toBe(wordsOf(6));
    expect(kinds.filter((kind) => kind === 'more' || kind === 'attempt')).toEqual([
      'attempt',
      'attempt',
      'more',
      'attempt',
    ]);
    const more = events.find((event) => event.kind === 'more');
    expect(more?.kind === 'more' && more.usable.map(({ terms }) => terms.nodeId)).toEqual(late.map((it) => it.nodeId));
    expect(edge.moreReplies.map(({ wraps }) => wraps.length)).toEqual([3]);
  });

  it('waits in line first, and says so', async () => {
    const queued = [
      { position: 2, etaMs: 900 },
      { position: 0, etaMs: null },
    ];
    const { events, fault } = await askWith({ queued });
    expect(fault).toBeNull();
    expect(events.slice(1, 3)).toEqual(queued.map((it) => ({ kind: 'queued', ...it })));
  });

  it('is right wherever it breaks, however often, and however the network cuts it', async () => {
    const some = fc.record({
      words: fc.integer({ min: 1, max: 12 }),
      breaks: fc.array(fc.nat({ max: 5 }), { maxLength: 4 }),
      chunkBytes: fc.integer({ min: 1, max: 500 }),
      onWeb: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(some, async ({ words, breaks, chunkBytes, onWeb }) => {
        const edge = createEdge({ nodes, lateNodes: late, answer: counting(words), breaks, chunkBytes });
        const { end, fault, text, events } = await ask(edge, onWeb ? webPrimitives : nodePrimitives);
        expect(fault).toBeNull();
        expect(text).toBe(wordsOf(words));
        const { resumed, broken } = journeyOf(words, breaks);
        expect(events.filter(({ kind }) => kind === 'attempt')).toHaveLength(broken + 1);
        expect(end).toMatchObject({ resumedTokens: resumed, usage: { output: words + 1 }, receiptChecked: true });
        expect(end?.receipt.tokens.output).toBe(words + 1 - resumed);
        expect(end && end.chargedNano === termsCostNano(end.terms, end.receipt.tokens)).toBe(true);
        expect(edge.asked).toHaveLength(broken + 1);
      }),
      { numRuns: 60 },
    );
  });
});

/** How many pieces were delivered by machines that broke, and how many of them there were. */
function journeyOf(words: number, breaks: readonly number[]): { resumed: number; broken: number } {
  let resumed = 0;
  let broken = 0;
  for (const pieces of breaks) {
    if (resumed + pieces > words) break;
    resumed += pieces;
    broken += 1;
  }
  return { resumed, broken };
}

describe('what does not fit together is refused', () => {
  const broken = { answer: counting(6), breaks: [3] };

  it.each<[string, EdgeOptions]>([
    ['less than was delivered', { attempt: (it) => (it.attempt ? { ...it, resumedTokens: 2 } : it) }],
    ['more than was delivered', { attempt: (it) => (it.attempt ? { ...it, resumedTokens: 4 } : it) }],
    ['nothing at all', { attempt: ({ resumedTokens: _, ...it }) => it }],
  ])('an attempt that says it goes on from %s', async (_, hook) => {
    const told = await askWith({ ...broken, ...hook });
    expect(codeOf(told)).toBe('answer_damaged');
    expect(told.text).toBe(wordsOf(3));
  });

  it.each<[string, string, NonNullable<EdgeOptions['receipt']>]>([
    ['of other frames', 'resumed.priorHash', (it) => ({ ...it, resumed: { tokens: 3, priorHash: 'f'.repeat(64) } })],
    ['of other counts', 'resumed.tokens', (it) => ({ ...it, resumed: { ...resumedIn(it), tokens: 2 } })],
    ['of one machine', 'resumed.tokens', ({ resumed: _, ...it }) => it],
    ['for the tokens of others', 'tokens.output', (it) => ({ ...it, tokens: { ...it.tokens, output: 7 } })],
  ])('a receipt %s', async (_, field, receipt) => {
    const told = await askWith({ ...broken, receipt });
    expect(told.fault).toEqual({ code: 'receipt_invalid', facts: { field } });
    expect(told.end).toBeUndefined();
  });

  it('a receipt that vouches for frames which nobody delivered', async () => {
    const resumed = { tokens: 0, priorHash: 'a'.repeat(64) };
    const { fault } = await askWith({ receipt: (it) => ({ ...it, resumed }) });
    expect(fault).toEqual({ code: 'receipt_invalid', facts: { field: 'resumed.priorHash' } });
  });

  it('a charge for what machines that broke had said', async () => {
    const { fault, end } = await askWith({ ...broken, settled: (it) => ({ ...it, chargedNano: '1300' }) });
    expect(fault).toMatchObject({ code: 'charge_mismatch' });
    expect(end).toBeUndefined();
  });

  it('frames that were swapped between machines, left out, or said twice', async () => {
    const honest = (frames: Uint8Array[]) =>
      frames.flatMap((frame, at) => (frame[0] === FrameType.Attempt ? [at] : []));
    const changes: ((frames: Uint8Array[], second: number) => Uint8Array[])[] = [
      (frames, second) => [...frames.slice(second), ...frames.slice(0, second)],
      (frames, second) => [
        ...frames.slice(0, 1),
        ...frames.slice(second + 1, second + 4),
        ...frames.slice(second, second + 1),
        ...frames.slice(1, second),
        ...frames.slice(second + 4),
      ],
      (frames, second) => frames.filter((_, at) => at !== second - 1),
      (frames, second) => frames.filter((_, at) => at !== second),
      (frames, second) => [...frames.slice(0, second), ...frames.slice(0, second), ...frames.slice(second)],
    ];
    for (const change of changes) {
      const told = await askWith({ ...broken, frames: (all) => change(all, honest(all)[1] ?? 0) });
      expect(codeOf(told)).toBe('answer_damaged');
      expect(told.end).toBeUndefined();
      expect(wordsOf(6).startsWith(told.text)).toBe(true);
    }
  });

  it('any one bit of any frame', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 7 }), async (place, bit) => {
        const told = await askWith({
          ...broken,
          frames: (all) => {
            const whole = Buffer.concat(all);
            const at = Math.min(whole.length - 1, Math.floor(place * whole.length));
            whole.writeUInt8(whole.readUInt8(at) ^ (1 << bit), at);
            return [whole];
          },
        });
        // Words of a notice that change nothing may be changed; the text, the counts, the bill may not.
        if (told.end) expect(told).toMatchObject({ text: wordsOf(6), end: { usage: { output: 7 }, resumedTokens: 3 } });
        else expect(told.fault).not.toBeNull();
        expect(wordsOf(6).startsWith(told.text)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('later candidates', () => {
  async function sealedTo(moreQuote: NonNullable<EdgeOptions['moreQuote']>) {
    const edge = createEdge({ nodes, lateNodes: late, answer: counting(4), breaks: [1, 1], moreQuote });
    const told = await ask(edge);
    const wraps = edge.moreReplies.flatMap((reply) => reply.wraps.map(({ nodeId }) => nodeId));
    return { code: codeOf(told), text: told.text, end: told.end, wraps };
  }
  const [first, ...others] = late.map(({ nodeId }) => nodeId);

  it('whose identity is another’s are not sealed to; the others are', async () => {
    const told = await sealedTo((it) => ({
      ...it,
      candidates: it.candidates.map((candidate) =>
        candidate.terms.nodeId === first ? { ...candidate, identityKey: 'f'.repeat(64) } : candidate,
      ),
    }));
    expect(told).toMatchObject({ code: 'node_lost', text: wordsOf(2), wraps: others });
    expect(told.end).toBeUndefined();
  });

  it('for which more is held than for the first are not sealed to', async () => {
    expect(await sealedTo((it) => ({ ...it, holdNano: '1000001' }))).toMatchObject({ code: 'node_lost', wraps: [] });
  });

  it('of another environment end the answer', async () => {
    expect(await sealedTo((it) => ({ ...it, env: 'production' }))).toMatchObject({ code: 'quote_altered', wraps: [] });
  });
});

const resumedIn = ({ resumed }: { resumed?: { tokens: number; priorHash: string } }) =>
  resumed ?? { tokens: 0, priorHash: '' };
