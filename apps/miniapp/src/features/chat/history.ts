import { inputTokensCeiling } from '@spindle/client';
import type { Message } from './cost.ts';
import type { Turn } from './turn.ts';

interface Room {
  contextLength: number;
  maxOutputTokens: number;
}

/** The conversation so far and the new question, without its oldest turns where the model has no room for them. */
export function messagesToSend(turns: readonly Turn[], question: string, room: Room): Message[] {
  const limit = room.contextLength - room.maxOutputTokens;
  const pairs = turns.filter(({ answer }) => answer.text !== '').map(pairOf);
  const last: Message = { role: 'user', content: question };
  for (let dropped = 0; dropped < pairs.length; dropped++) {
    const messages = [...pairs.slice(dropped).flat(), last];
    if (inputTokensCeiling({ messages }) <= limit) return messages;
  }
  return [last];
}

function pairOf({ question, answer }: Turn): Message[] {
  return [
    { role: 'user', content: question },
    { role: 'assistant', content: answer.text },
  ];
}
