import { inputTokensCeiling } from '@spindle/client';
import type { Message } from './cost.ts';
import type { Turn } from './turn.ts';

interface Room {
  contextLength: number;
  maxOutputTokens: number;
}

/** A question with the pictures that go along. */
export interface Question {
  text: string;
  images: readonly string[];
}

/** The conversation so far and the new question, without its oldest turns where the model has no room for them. */
export function messagesToSend(turns: readonly Turn[], question: Question, room: Room): Message[] {
  const limit = room.contextLength - room.maxOutputTokens;
  const pairs = turns.filter(({ answer }) => answer.text !== '').map(pairOf);
  const last = messageOf(question);
  for (let dropped = 0; dropped < pairs.length; dropped++) {
    const messages = [...pairs.slice(dropped).flat(), last];
    if (inputTokensCeiling({ messages }) <= limit) return messages;
  }
  return [last];
}

function pairOf({ question, images = [], answer }: Turn): Message[] {
  return [messageOf({ text: question, images }), { role: 'assistant', content: answer.text }];
}

/** Plain text where there is nothing else: every machine takes it. */
function messageOf({ text, images }: Question): Message {
  if (images.length === 0) return { role: 'user', content: text };
  const pictures = images.map((url) => ({ type: 'image_url' as const, image_url: { url } }));
  return { role: 'user', content: [{ type: 'text', text }, ...pictures] };
}
