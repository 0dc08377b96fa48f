import { expect, it } from 'vitest';
import { FIRST_CHOICE } from '../choice.ts';
import { newAnswer } from '../turn.ts';
import type { Conversation } from './conversation-shape.ts';
import { meetOtherTab } from './meet-other-tab.ts';

const turn = (id: string) => ({ id, question: id, modelId: 'm', answer: newAnswer(0) });
const conversation = (changedMs: number, turns: string[], draft = ''): Conversation => ({
  ...{ id: 'one', choice: FIRST_CHOICE, told: [], turns: turns.map(turn), draft, changedMs },
});
const newId = () => 'two';

it('who only looks shows what the other window wrote, and keeps what is half written here', () => {
  const met = meetOtherTab(conversation(1, ['a'], 'half'), conversation(2, ['a', 'b'], 'theirs'), false, newId);
  expect(met).toEqual(conversation(2, ['a', 'b'], 'half'));
});

it('what is older, of another conversation, or gone changes nothing', () => {
  const mine = conversation(2, ['a']);
  expect(meetOtherTab(mine, conversation(1, []), false, newId)).toBe(mine);
  expect(meetOtherTab(mine, { ...conversation(3, []), id: 'other' }, false, newId)).toBe(mine);
  expect(meetOtherTab(mine, null, false, newId)).toBe(mine);
});

it('who has an answer under way goes on in a conversation of its own, with all that was said', () => {
  const mine = conversation(2, ['a', 'mine']);
  expect(meetOtherTab(mine, conversation(3, ['a', 'theirs']), true, newId)).toEqual({ ...mine, id: 'two' });
  // A window where somebody only writes their next question has nothing that could be lost.
  expect(meetOtherTab(mine, conversation(3, ['a'], 'half'), true, newId)).toBe(mine);
});
