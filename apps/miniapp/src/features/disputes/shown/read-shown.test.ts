import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { messagesOf, readShown } from './read-shown.ts';

/** The vectors' receipt: a question, an answer of four frames, and what opens both. */
const file = JSON.parse(
  readFileSync(new URL('../../../../../../docs/test-vectors/receipt-file.json', import.meta.url), 'utf8'),
);
const read = (changes: object, receiptText = file.receipt.text) =>
  readShown(JSON.stringify({ ...file, ...changes }), receiptText);
const partsOf = async (...input: Parameters<typeof read>) => {
  const { isThisReceipt, question, answer } = await read(...input);
  return [isThisReceipt, Array.isArray(question) ? 'fits' : question, answer.startsWith('A tool') ? 'fits' : answer];
};

it('gives question and answer that the machine signed for', async () => {
  const { verdict, question, answer } = await read({});
  expect(verdict.refusal).toBeNull();
  expect(question).toEqual([{ role: 'user', text: 'What is a spindle? Что такое веретено?' }]);
  expect(answer).toContain('A spindle holds thread.');
});

it.each<[what: string, changes: object, receiptText: string | undefined, parts: unknown[]]>([
  ['another answer', { opening: { ...file.opening, pieces: ['W10='] } }, undefined, [true, 'fits', 'wrong']],
  ['another key', { opening: { ...file.opening, contentKey: '00'.repeat(32) } }, undefined, [true, 'wrong', 'fits']],
  ['another question', { request: 'AAAA' }, undefined, [true, 'wrong', 'fits']],
  ['the answer alone', { opening: { ...file.opening, contentKey: undefined } }, undefined, [true, 'not_shown', 'fits']],
  ['nothing', { opening: undefined }, undefined, [true, 'not_shown', 'not_shown']],
  ['a receipt that was not settled', {}, 'another', [false, 'wrong', 'wrong']],
  ['a receipt that nobody signed', { identityKey: '00'.repeat(32) }, undefined, [true, 'wrong', 'wrong']],
])('says which part does not fit, and does not give it: %s', async (_, changes, receiptText, parts) => {
  expect(await partsOf(changes, receiptText)).toEqual(parts);
});

it('takes anything that somebody could send for nothing', async () => {
  for (const text of ['', 'null', '{}', '[]', '{"opening":{"contentKey":1}}']) {
    const { isThisReceipt, question, answer } = await readShown(text, file.receipt.text);
    expect([isThisReceipt, Array.isArray(question), answer === 'not_shown' || answer === 'wrong']).toEqual([
      false,
      false,
      true,
    ]);
  }
});

it('reads messages of every form', () => {
  const content = [{ type: 'text', text: 'What is it?' }, { type: 'image_url' }];
  expect(
    messagesOf({
      messages: [
        { role: 'user', content },
        { role: 'assistant', content: null },
      ],
    }),
  ).toEqual([
    { role: 'user', text: 'What is it?\n[image_url]' },
    { role: 'assistant', text: '' },
  ]);
  expect(messagesOf({ prompt: 'Once' })).toEqual([{ role: 'user', text: '{\n "prompt": "Once"\n}' }]);
});
