import type { Ability } from '@spindle/shared';
import type { Question } from './question.ts';

/** A question of our own to a model, of a kind that it answers: to measure it, or to see whether it works. */
export function plainQuestion(text: string, abilities: readonly Ability[]): Question {
  if (abilities.includes('chat') || abilities.length === 0) {
    return { kind: 'chat', request: { messages: [{ role: 'user', content: text }], temperature: 0 } };
  }
  if (abilities.includes('completion')) return { kind: 'completion', request: { prompt: text, temperature: 0 } };
  return { kind: 'embeddings', request: { input: [text] } };
}
