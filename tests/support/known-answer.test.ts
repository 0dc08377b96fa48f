import { afterEach, expect, it } from 'vitest';
import { knownAnswer, knownPiece, wordsOf } from './known-answer.ts';
import { type KnownAnswerEngine, startKnownAnswerEngine } from './known-answer-engine.ts';

let engine: KnownAnswerEngine | null = null;
afterEach(async () => {
  await engine?.close();
  engine = null;
});

async function ask(body: object, path = '/chat/completions'): Promise<{ status: number; text: string }> {
  engine ??= await startKnownAnswerEngine({ model: 'known', words: 12 });
  const response = await fetch(`${engine.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, text: await response.text() };
}

const said = (sse: string) => [...sse.matchAll(/"(?:content|text)":"([^"]*)"/g)].map(([, text]) => text).join('');

it('answers a prompt with its one right answer, and goes on from any word of it', async () => {
  const whole = knownAnswer('hello', 12);
  const messages = [{ role: 'user', content: 'hello' }];
  expect(said((await ask({ messages, stream: true })).text)).toBe(whole);
  const partial = knownAnswer('hello', 5);
  const going = { continue_final_message: true, add_generation_prompt: false, stream: true };
  const rest = await ask({ messages: [...messages, { role: 'assistant', content: partial }], ...going });
  expect(partial + said(rest.text)).toBe(whole);
  const raw = await ask({ prompt: `hello${partial}`, stream: true }, '/completions');
  expect(partial + said(raw.text)).toBe(whole);
  const wrong = [...messages, { role: 'assistant', content: `${partial} w5` }];
  expect(partial + said((await ask({ messages: wrong, ...going })).text)).not.toBe(whole);
});

it('knows what is a beginning of its answer', () => {
  expect([0, 1, 7].map((words) => wordsOf('x', knownAnswer('x', words)))).toEqual([0, 1, 7]);
  expect(wordsOf('x', `${knownAnswer('x', 3)} `)).toBeNull();
  expect(wordsOf('x', knownAnswer('y', 3))).toBeNull();
  expect(knownPiece('x', 1)).toMatch(/^ w1-/);
});

it('breaks as the prompt says, in mid-stream or before', async () => {
  const broken = (prompt: string) => ask({ messages: [{ role: 'user', content: prompt }], stream: true });
  expect((await broken('#fault=http-500')).status).toBe(500);
  await expect(broken('#fault=cut-before-headers')).rejects.toThrow();
  const cut = await broken('#fault=end-mid-stream #at=2');
  expect(said(cut.text)).toBe(knownAnswer('#fault=end-mid-stream #at=2', 2));
  expect(cut.text).not.toContain('[DONE]');
});
