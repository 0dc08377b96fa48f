import { expect, it } from 'vitest';
import { barredFromAppeal, whoAnswers } from './who-answers.ts';

it.each([
  ['another than who decided', ['ada', 'otto'], ['otto']],
  ['all that are left', ['ada', 'otto', 'ira'], ['otto', 'ira']],
  ['who decided, where there is nobody else', ['ada'], ['ada']],
  ['who decided, where the other one appeals', ['ada', 'pia'], ['ada']],
  ['another, where one appeals', ['ada', 'pia', 'otto'], ['otto']],
  ['who appeals, where there is nobody else', ['pia'], ['pia']],
  ['nobody, where there is no admin', [], []],
])('what Pia says against what Ada decided is answered by %s', (_, adminIds, answerers) => {
  expect(whoAnswers({ accountId: 'pia', decidedFirstBy: 'ada' }, adminIds)).toEqual(answerers);
});

it.each([
  ['ada', 'appeal_other_admin'],
  ['pia', 'not_on_yourself'],
  ['otto', null],
])('%s is refused with %s', (actorId, code) => {
  const parties = { accountId: 'pia', decidedFirstBy: 'ada' };
  expect(barredFromAppeal(parties, ['ada', 'pia', 'otto'], actorId)).toBe(code);
});

it('what the market decided by itself is answered by everybody', () => {
  expect(whoAnswers({ accountId: 'pia', decidedFirstBy: null }, ['ada', 'otto'])).toEqual(['ada', 'otto']);
});
