import type { Question } from '../asking/ask-as-buyer.ts';
import type { CanaryKind } from '../shapes.ts';
import { Draw } from './draw.ts';
import { KNOWN_ANSWERS } from './known-answer.ts';
import { CITIES, NAMES, NOUNS, TRADES } from './words.ts';

/** A canary's question, and whether an answer is right; null where there is no right one, but only the model's own. */
export interface Prompt {
  question: Question;
  isRight: ((answer: string) => boolean) | null;
}

export interface PromptSeed {
  kind: CanaryKind;
  /** Drawn by chance and kept secret: who knows it knows the question. */
  seed: string;
  /** For models of a few billion parameters. */
  isEasy: boolean;
}

const ANSWER_TOKENS = 48;

/** The same question for the same seed. */
export function makePrompt({ kind, seed, isEasy }: PromptSeed): Prompt {
  const draw = new Draw(seed);
  if (kind === 'fingerprint' || kind === 'odds') return greedy(draw, kind === 'odds');
  const { content, isRight, parameters } = KNOWN_ANSWERS[kind](draw, isEasy);
  const maxOutputTokens = ANSWER_TOKENS + draw.number(0, 40);
  // As programs ask that want an answer and no invention.
  const temperature = draw.one([0, 0, 0.1]);
  return { question: { messages: turnsOf(draw, content), maxOutputTokens, temperature, ...parameters }, isRight };
}

/** What a model says without chance: its own hand. */
function greedy(draw: Draw, hasOdds: boolean): Prompt {
  const [name, city, trade, thing] = [draw.one(NAMES), draw.one(CITIES), draw.one(TRADES), draw.one(NOUNS)];
  const content = draw.one([
    `Write the beginning of a story about ${name}, a ${trade} from ${city}, and a ${thing}.`,
    `Explain to a ${trade} what a ${thing} is and where one finds it.`,
    `Write a short letter from ${name} in ${city} who has lost a ${thing}.`,
    `Describe a morning in ${city} as a ${trade} sees it. Mention a ${thing}.`,
    `${name} is a ${trade} and wants to sell a ${thing}. Write the advertisement.`,
  ]);
  const maxOutputTokens = draw.number(20, 32);
  const odds = hasOdds ? { logprobs: true, top_logprobs: draw.number(2, 5) } : {};
  return { question: { messages: turnsOf(draw, content), maxOutputTokens, temperature: 0, ...odds }, isRight: null };
}

/** Some programs begin with a word of their own. */
function turnsOf(draw: Draw, content: string): Question['messages'] {
  const system = draw.one([null, null, 'You are a helpful assistant.', 'Be brief and exact.', 'Answer in English.']);
  const own = { role: 'user' as const, content };
  return system === null ? [own] : [{ role: 'system', content: system }, own];
}
