import { beforeAll, expect, it } from 'vitest';
import { loadTexts, textsHere } from '../../../i18n/load.ts';
import type { AuditFindingView } from '../../../lib/api/index.ts';
import { checkWords, figureWords, subjectWords } from './finding-words.ts';

beforeAll(() => Promise.all([loadTexts('en', 'office'), loadTexts('ru', 'office')]));

const finding: AuditFindingView = {
  ...{ kind: 'difference', code: 'request_cost', check: 'a request costs what was settled for it', subject: 'x' },
  ...{ expected: '2500000000', actual: '2400000000' },
};
const textsOf = (language: 'en' | 'ru') => {
  const texts = textsHere(language, 'office')?.findings;
  if (!texts) throw new Error('no texts');
  return texts;
};
const told = (change: Partial<AuditFindingView>, language: 'en' | 'ru') =>
  figureWords({ ...finding, ...change }, textsOf(language), language).replace(/[\u00a0\u202f]/g, ' ');

it.each([
  [{}, 'Must be: 2.5 TON. Is: 2.4 TON.', 'Должно быть: 2,5 TON. Есть: 2,4 TON.'],
  [{ code: 'billed_twice', expected: '1', actual: '2' }, 'Must be: 1. Is: 2.', 'Должно быть: 1. Есть: 2.'],
  [
    { expected: 'at least 2000000000', actual: '0' },
    'Must be: 2 TON or more. Is: 0 TON.',
    'Должно быть: не меньше 2 TON. Есть: 0 TON.',
  ],
  [{ expected: 'a receipt', actual: 'none' }, 'Must be: a receipt. Is: none.', 'Должно быть: квитанция. Есть: нет.'],
  [
    { kind: 'unknown', expected: 'readable', actual: 'chain_unreachable' },
    'Could not be read: no server of the chain answers. It is looked at again by itself.',
    'Не прочитано: серверы блокчейна не отвечают. Проверится снова само.',
  ],
  [
    { expected: 'null', actual: '{"requests":3}' },
    'Must be: no line. Is: requests 3.',
    'Должно быть: нет строки. Есть: requests 3.',
  ],
  [
    { expected: '{"requests":3,"cost_nano":8}', actual: '{"requests":4,"cost_nano":8}' },
    'Must be: requests 3. Is: requests 4.',
    'Должно быть: requests 3. Есть: requests 4.',
  ],
] as const)('%o', (change, english, russian) => {
  expect(told(change, 'en')).toBe(english);
  expect(told(change, 'ru')).toBe(russian);
});

it('what must hold is said in the reader’s language; a sentence without a code stands as it is', () => {
  expect(checkWords(finding, textsOf('ru'))).toBe('Запрос стоит столько, сколько за него списано');
  expect(checkWords({ code: null, check: 'the moon is full' }, textsOf('ru'))).toBe('the moon is full');
});

it('a line of the sums by day is named by its day', () => {
  expect(subjectWords({ subject: '{"day":"2026-11-29","model_id":"spindle/guide"}' })).toBe(
    '2026-11-29 · spindle/guide',
  );
  expect(subjectWords({ subject: '0:24717965c448719200000000005f7f5ac3' })).toBe('0:24717965c4487192…5f7f5ac3');
});
