import { makeNode } from '@spindle/sealed/testing';
import { FaultError } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { AskWishes } from './ask-input.ts';
import { createClient } from './create-client.ts';
import { readBody } from './openai/read-body.ts';
import { createEdge, type EdgeOptions } from './testing/index.ts';

const models = (abilities: string[]) => [{ model: 'tiny', revision: 'r1', contextLength: 2048, abilities }];

/** Asks through a whole edge; gives the code and field of the refusal, and what the market was told and sent. */
async function ask(wishes: Partial<AskWishes>, options: EdgeOptions = {}) {
  const edge = createEdge(options);
  const client = createClient({ transport: edge, now: () => edge.nowMs });
  const messages = [{ role: 'user', content: 'Secret?' }] as const;
  try {
    for await (const _ of client.ask({ model: 'tiny', messages, ...wishes }));
    return { edge, refusal: null };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    const { code, facts = {} } = error.fault;
    return { edge, refusal: [code, facts.field ?? ''] };
  }
}

describe('what a buyer asks of the seal', () => {
  it.each([
    ['private', { isPrivate: true }],
    ['post_quantum', { isPostQuantum: true }],
  ] as const)('%s is told to the market, and never left out in silence', async (need, wish) => {
    const { edge, refusal } = await ask(wish);
    expect(refusal).toEqual(['quote_unfit', need]);
    expect(edge.quoted.every(({ needs }) => needs?.includes(need))).toBe(true);
    expect(edge.relayed).toEqual([]);
  });

  it('is no parameter of the engine’s', async () => {
    const { edge, refusal } = await ask({ isPrivate: false, isPostQuantum: false });
    expect(refusal).toBeNull();
    expect(Object.keys(edge.asked[0] ?? {}).sort()).toEqual(['max_completion_tokens', 'messages', 'model']);
  });

  it('frames of other sizes are refused in private mode: they would say something', async () => {
    const nodes = [makeNode('a', { models: models(['chat', 'private']) })];
    const { edge, refusal } = await ask({ isPrivate: true }, { nodes });
    expect(refusal).toEqual(['answer_damaged', '']);
    expect(edge.quoted[0]?.affinity).toBeUndefined();
    // The same question takes 768 bytes otherwise.
    expect(edge.relayed[0]?.length).toBeGreaterThan(4_096);
  });
});

it('programs that speak OpenAI ask for them by name', () => {
  const body = { model: 'tiny', messages: [{ role: 'user', content: 'a' }], private_mode: true, post_quantum: true };
  const read = readBody('chat', body);
  expect(read).toMatchObject({ ok: true, value: { ask: { isPrivate: true, isPostQuantum: true } } });
  expect(read.ok && Object.keys(read.value.ask)).not.toContain('private_mode');
});
