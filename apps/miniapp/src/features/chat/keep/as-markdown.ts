import { coinsText } from '@spindle/shared';
import { answersOf } from '../cost-of.ts';
import type { Answer, Turn } from '../turn.ts';
import type { Conversation } from './conversation-shape.ts';

/** Conversations as text for people and programs: questions, answers, who answered, what it cost, which request it was. */
export function asMarkdown(conversations: readonly Conversation[]): string {
  return conversations.map(oneAsMarkdown).join('\n\n---\n\n');
}

function oneAsMarkdown({ turns, changedMs }: Conversation): string {
  return [`# ${new Date(changedMs).toISOString()}`, ...turns.flatMap(turnLines)].join('\n\n');
}

function turnLines(turn: Turn): string[] {
  const question = turn.question.split('\n').map((line) => `> ${line}`);
  return [question.join('\n'), ...answersOf(turn).flatMap((answer) => answerLines(answer, turn.modelId))];
}

function answerLines(answer: Answer, modelId: string): string[] {
  const cost = answer.bill
    ? `${coinsText(answer.bill.chargedNano)} TON${answer.isGift ? ' (paid by the market)' : ''}`
    : answer.state;
  const facts = [modelId, cost, answer.jobId].filter(Boolean).join(' · ');
  return [...(answer.text === '' ? [] : [answer.text]), `*${facts}*`];
}
