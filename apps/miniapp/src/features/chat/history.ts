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

/** What is sent, and as how many input tokens it counts at most. */
export interface Sent {
  messages: Message[];
  inputTokens: number;
}

/** The conversation so far and the new question, without its oldest turns where the model has no room for them. */
export function messagesToSend(turns: readonly Turn[], question: Question, room: Room): Sent {
  const limit = room.contextLength - room.maxOutputTokens;
  const last = [messageOf(question)];
  const sent = [last];
  let inputTokens = inputTokensCeiling({ messages: last });
  for (const turn of turns.toReversed()) {
    if (turn.answer.text === '') continue;
    const { messages, inputTokens: more } = pairOf(turn);
    if (inputTokens + more > limit) break;
    sent.push(messages);
    inputTokens += more;
  }
  return { messages: sent.reverse().flat(), inputTokens };
}

/** What stands around messages, however many there are. */
const AROUND_TOKENS = inputTokensCeiling({ messages: [] });
/** Counted once, since a turn never changes: with each letter of a question, the whole conversation is reckoned with anew. */
const pairs = new WeakMap<Turn, Sent>();

function pairOf(turn: Turn): Sent {
  const known = pairs.get(turn);
  if (known) return known;
  const { question, images = [], answer } = turn;
  const messages: Message[] = [messageOf({ text: question, images }), { role: 'assistant', content: answer.text }];
  const pair = { messages, inputTokens: inputTokensCeiling({ messages }) - AROUND_TOKENS };
  pairs.set(turn, pair);
  return pair;
}

/** Plain text where there is nothing else: every machine takes it. */
function messageOf({ text, images }: Question): Message {
  if (images.length === 0) return { role: 'user', content: text };
  const pictures = images.map((url) => ({ type: 'image_url' as const, image_url: { url } }));
  return { role: 'user', content: [{ type: 'text', text }, ...pictures] };
}
