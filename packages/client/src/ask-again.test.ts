import { nodePrimitives } from '@spindle/sealed/node';
import { type Fault, FaultError } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { type AskInput, createClient } from './index.ts';
import { createEdge, type EdgeOptions } from './testing/index.ts';

const QUESTION: AskInput = { model: 'tiny', messages: [{ role: 'user', content: 'Who are you?' }] };

async function ask(options: EdgeOptions) {
  const edge = createEdge(options);
  const client = createClient({ transport: edge, now: () => edge.nowMs, primitives: nodePrimitives });
  const kinds: string[] = [];
  let fault: Fault | null = null;
  try {
    for await (const event of client.ask(QUESTION)) kinds.push(event.kind);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    fault = error.fault;
  }
  return { kinds, fault, quotes: edge.quoted.length };
}

describe('a question whose quote came to nothing', () => {
  it.each<Fault>([
    { code: 'quote_expired' },
    { code: 'manifest_expired' },
    { code: 'sealed_wrong_node' },
    { code: 'node_lost', facts: { delivered: 0 } },
  ])('is asked again, and the device notices nothing ($code)', async (refusal) => {
    const { kinds, fault, quotes } = await ask({ refuse: [refusal] });
    expect({ fault, quotes }).toEqual({ fault: null, quotes: 2 });
    expect(kinds).toEqual(['quoted', 'quoted', 'attempt', 'text', 'text', 'end']);
  });

  it('is asked no fourth time', async () => {
    const refusal: Fault = { code: 'node_lost', facts: { delivered: 0 } };
    expect(await ask({ refuse: refusal })).toEqual({
      kinds: ['quoted', 'quoted', 'quoted'],
      fault: refusal,
      quotes: 3,
    });
  });

  it.each<Fault>([
    { code: 'insufficient_funds', facts: { needed: '1', spendable: '0' } },
    { code: 'queue_full', facts: { model: 'tiny', retryAfterSeconds: 3 } },
    { code: 'node_timeout', facts: { seconds: 30 } },
    { code: 'quote_used' },
    { code: 'node_lost', facts: { delivered: 2 } },
  ])('is not asked again when that would not help, or would cost ($code)', async (refusal) => {
    expect(await ask({ refuse: refusal })).toEqual({ kinds: ['quoted'], fault: refusal, quotes: 1 });
  });

  it('is never asked again after a word of the answer', async () => {
    const { kinds, fault, quotes } = await ask({ breaks: [1, 0] });
    expect(kinds).toEqual(['quoted', 'attempt', 'text', 'attempt']);
    expect({ fault, quotes }).toEqual({ fault: { code: 'node_lost', facts: { delivered: 1 } }, quotes: 1 });
  });
});

describe('the word by which requests find a machine', () => {
  const wordsOf = async (secrets: (string | undefined)[], ...inputs: Partial<AskInput>[]) => {
    const words: (string | undefined)[] = [];
    for (const affinitySecret of secrets) {
      const edge = createEdge();
      const client = createClient({
        transport: edge,
        now: () => edge.nowMs,
        primitives: nodePrimitives,
        affinitySecret,
      });
      for (const input of inputs) for await (const _ of client.ask({ ...QUESTION, ...input }));
      words.push(...edge.quoted.map(({ affinity }) => affinity));
    }
    return words;
  };

  it('is the same for all turns of a conversation, and another for another', async () => {
    const [first] = QUESTION.messages;
    if (!first) throw new Error('no question');
    const later = [first, { role: 'assistant', content: 'I' }, { role: 'user', content: 'And?' }] as const;
    const other = [{ role: 'user', content: 'Where are you?' }] as const;
    const [one, two, three] = await wordsOf([undefined], {}, { messages: later }, { messages: other });
    expect(one).toBe(two);
    expect(three).not.toBe(one);
  });

  it('is the caller’s own where there is one, never in clear, and tells nothing without the secret', async () => {
    const [one, two] = await wordsOf([undefined, undefined], { affinity: 'anna@example.org' });
    expect(one).not.toBe(two);
    const shared = await wordsOf(['s', 's'], { affinity: 'anna@example.org' }, { affinity: 'bob' });
    expect(shared.slice(0, 2)).toEqual(shared.slice(2));
    expect(new Set(shared).size).toBe(2);
    expect(shared.join()).not.toContain('anna');
  });
});
