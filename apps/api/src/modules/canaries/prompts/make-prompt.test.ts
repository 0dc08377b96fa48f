import { describe, expect, it } from 'vitest';
import { CANARY_KINDS } from '../shapes.ts';
import { makePrompt } from './make-prompt.ts';

const textOf = (seed: string, kind: (typeof CANARY_KINDS)[number]) =>
  JSON.stringify(makePrompt({ kind, seed, isEasy: false }).question);

describe.each(CANARY_KINDS)('questions of kind %s', (kind) => {
  it('are the same for a seed, and hardly ever the same for another', () => {
    expect(textOf('a', kind)).toBe(textOf('a', kind));
    const all = new Set(Array.from({ length: 500 }, (_, at) => textOf(`seed ${at}`, kind)));
    expect(all.size).toBeGreaterThan(490);
  });

  it('know no answer by heart: nothing is right that does not answer it', () => {
    const answers = Array.from({ length: 100 }, (_, at) => makePrompt({ kind, seed: `s${at}`, isEasy: true }));
    for (const { isRight } of answers)
      expect([isRight?.('') ?? false, isRight?.('Sure! Here it is.') ?? false]).toEqual([false, false]);
  });
});

/** The answer that a person would give, found by other means than the question's own check. */
function answerOf(content: string): string | null {
  const boxes = /has (\d+) .* buys (\d+) boxes of (\d+)/.exec(content);
  if (boxes) return `They have ${Number(boxes[1]) + Number(boxes[2]) * Number(boxes[3])}.`;
  const plus = /What is (\d+) plus (\d+)/.exec(content);
  if (plus) return String(Number(plus[1]) + Number(plus[2]));
  const spelled = /Spell the word "(\w+)" backwards/.exec(content);
  if (spelled) return `"${[...(spelled[1] ?? '')].reverse().join('')}"`;
  const json = /^(\w+) from (\w+) is (\d+) .*members "(\w+)" and "(\w+)"/.exec(content);
  if (json) return `\`\`\`json\n{"${json[4]}": "${json[1]}", "${json[5]}": ${json[3]}}\n\`\`\``;
  const lives = /Where does the (\w+) live/.exec(content);
  if (lives) return new RegExp(`lives in (\\w+) and is a ${lives[1]}`).exec(content)?.[1] ?? null;
  return null;
}

it('right answers are right, and those to other questions are not', () => {
  let checked = 0;
  for (const kind of ['arithmetic', 'transform', 'fact', 'format'] as const) {
    for (let at = 0; at < 100; at++) {
      const { question, isRight } = makePrompt({ kind, seed: `seed ${at}`, isEasy: at % 2 === 0 });
      const answer = answerOf(String(question.messages.at(-1)?.content));
      if (answer === null) continue;
      checked++;
      expect(isRight?.(answer), `${question.messages.at(-1)?.content} → ${answer}`).toBe(true);
      expect(isRight?.(answer.replaceAll(/[a-z0-9]/gi, 'q'))).toBe(false);
    }
  }
  expect(checked).toBeGreaterThan(150);
});
