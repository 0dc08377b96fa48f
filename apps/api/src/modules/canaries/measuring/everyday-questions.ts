import type { Question } from '../asking/ask-as-buyer.ts';

/*
 * What speed is measured by: questions of the kind that people ask all day, put together anew each time. Their answers
 * are not read. Long enough an answer to time, short enough to cost a machine next to nothing.
 */

const ASKS = [
  'Explain',
  'Describe',
  'Summarise what people should know about',
  'Give a short introduction to',
  'Compare the ways of',
];
const TOPICS = [
  ...['growing tomatoes', 'choosing a bicycle', 'sleeping better', 'learning to swim', 'baking bread', 'saving money'],
  ...['planning a trip', 'writing a letter', 'training a puppy', 'repairing a tap', 'brewing coffee', 'reading a map'],
  ...['giving a speech', 'playing chess', 'taking photographs', 'packing a suitcase', 'keeping bees', 'running a race'],
];
const READERS = ['a beginner', 'a busy parent', 'my colleague', 'a student', 'an old friend', 'somebody in a hurry'];
const FORMS = ['in a few sentences', 'in one paragraph', 'as a short list', 'in plain words', 'with an example'];

const LEAST_OUTPUT_TOKENS = 40;
const MORE_OUTPUT_TOKENS = 24;
/** What such a question takes at most: its own words, the answer, and the words that a template puts around it. */
export const QUESTION_TOKENS = 64 + LEAST_OUTPUT_TOKENS + MORE_OUTPUT_TOKENS;

/** @param random from 0 up to, not including, 1. */
export function everydayQuestion(random: () => number): Question {
  const one = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const content = `${one(ASKS)} ${one(TOPICS)} for ${one(READERS)}, ${one(FORMS)}.`;
  const maxOutputTokens = LEAST_OUTPUT_TOKENS + Math.floor(random() * MORE_OUTPUT_TOKENS);
  return { messages: [{ role: 'user', content }], maxOutputTokens, temperature: 0.7 };
}
