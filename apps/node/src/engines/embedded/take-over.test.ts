import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine.ts';
import { askEngine } from '../testing/ask-engine.ts';
import { createEmbeddedEngine } from './index.ts';

/** Small, but with a real vocabulary and real answers: `npm start` runs on it. */
const GUIDE = new URL('../../../../../packages/devnet/model/spindle-guide.gguf', import.meta.url).pathname;
const QUESTIONS = {
  chat: ['What is Spindle?', 'How do I withdraw my money?', 'Что такое Spindle?', 'What does a node cost?'],
  completion: ['Spindle is', 'The market', 'Your money', 'A node'],
};

let machines: Engine[];
beforeAll(async () => {
  machines = [1, 2].map(() => createEmbeddedEngine({ kind: 'embedded', file: GUIDE }, 1));
  for (const machine of machines) expect(await machine.check()).toMatchObject({ ok: true });
});
afterAll(async () => {
  for (const machine of machines) await machine.close();
});

const limits = { maxOutputTokens: 60, maxInputTokens: 500 };
const kinds = {
  chat: (text: string) => ({ messages: [{ role: 'user', content: text }], temperature: 0 }),
  completion: (text: string) => ({ prompt: text, temperature: 0 }),
};

async function whole(kind: keyof typeof kinds, question: string) {
  const [machine] = machines;
  if (!machine) throw new Error('two machines');
  const heard = await askEngine(machine, kinds[kind](question), { kind, ...limits });
  const texts = heard.pieces.map((piece) => (piece.kind === 'text' ? piece.text : ''));
  return { ...heard, texts };
}

describe('an answer that is cut at any token, and gone on with at another machine', () => {
  it.each(['chat', 'completion'] as const)('is the same %s as without a break', async (kind) => {
    const answers: { question: string; uncut: Awaited<ReturnType<typeof whole>> }[] = [];
    for (const question of QUESTIONS[kind]) answers.push({ question, uncut: await whole(kind, question) });
    expect(answers.every(({ uncut }) => uncut.pieces.length > 3)).toBe(true);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(answers.length - 1),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (which, share) => {
          const answer = answers[which];
          const [, other] = machines;
          if (!answer || !other) return;
          const { question, uncut } = answer;
          const cut = 1 + Math.floor(share * (uncut.pieces.length - 1));
          const said = { text: uncut.texts.slice(0, cut).join(''), tokens: uncut.counts[cut - 1] ?? 0 };
          const left = limits.maxOutputTokens - said.tokens;
          if (left === 0) return;
          const rest = await askEngine(other, kinds[kind](question), { kind, ...limits, maxOutputTokens: left, said });
          expect(said.text + rest.text).toBe(uncut.text);
          expect(rest.end).toMatchObject({ reason: uncut.end?.reason, usage: { input: uncut.end?.usage.input } });
          expect(said.tokens + (rest.end?.usage.output ?? 0)).toBe(uncut.end?.usage.output);
        },
      ),
      { numRuns: 25 },
    );
  });
});
