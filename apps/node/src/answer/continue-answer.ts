import type { Delta, PriorAnswer } from '@spindle/sealed/node';
import { type Ability, fail, ok, type Result } from '@spindle/shared';
import { choicesOf, formOf, type Question, type Said } from '../engines/index.ts';

/** Grammars of engines' own: one that goes on would begin its grammar anew, in the middle of what it should hold. */
const GRAMMARS = [
  'guided_json',
  'guided_regex',
  'guided_choice',
  'guided_grammar',
  'structured_outputs',
  'grammar',
  'json_schema',
  'format',
  'regex',
  'ebnf',
];

/** How an answer that was begun elsewhere goes on. */
export interface Continuation {
  /** The question that is left to ask. */
  question: Question;
  /** What the engine goes on behind; null begins the text. */
  said: Said | null;
  /** Where each input that is left stands among all of them, for vectors. */
  places?: number[];
}

/**
 * What to ask an engine so that the buyer gets one answer. Text goes on behind text; thoughts that ended are left out, as
 * templates do with those of earlier turns; thoughts that didn't end are thought again.
 * Refusal: `resume_unsupported`, with why.
 */
export function continueAnswer(
  question: Question,
  prior: PriorAnswer,
  abilities: readonly Ability[],
): Result<Continuation> {
  const refuse = (why: string) => fail('resume_unsupported', { delivered: prior.outputTokens, why });
  if (question.kind === 'embeddings') return ok(leftOf(question, prior.deltas));
  if (choicesOf(question) > 1 || prior.deltas.some((delta) => 'choice' in delta)) return refuse('choices');
  if (prior.deltas.some(({ kind }) => kind === 'tool')) return refuse('tools');
  if (prior.deltas.some(({ kind }) => kind === 'refusal')) return refuse('refusal');
  const text = prior.deltas.map((delta) => (delta.kind === 'text' ? delta.text : '')).join('');
  if (text === '') return ok({ question, said: null });
  const why = obstacleTo(question, text, abilities);
  return why ? refuse(why) : ok({ question, said: { text, tokens: prior.outputTokens } });
}

function obstacleTo(question: Exclude<Question, { kind: 'embeddings' }>, text: string, abilities: readonly Ability[]) {
  const { request } = question;
  if (GRAMMARS.some((name) => request[name] !== undefined)) return 'schema';
  if (question.kind === 'completion') {
    const { prompt, echo } = question.request;
    if (typeof prompt !== 'string') return 'tokens';
    return echo && !text.startsWith(prompt) ? 'echo' : null;
  }
  if (formOf(question.request)) return 'schema';
  // A call that must come is made by a grammar too.
  const { tool_choice: choice } = question.request;
  if (choice && choice !== 'auto' && choice !== 'none') return 'tools';
  return abilities.includes('continue') ? null : 'engine';
}

/** The inputs whose vectors have not been delivered. */
function leftOf(question: Extract<Question, { kind: 'embeddings' }>, deltas: readonly Delta[]): Continuation {
  const done = new Set(deltas.map((delta) => (delta.kind === 'embedding' ? delta.index : -1)));
  const left = [...question.request.input.entries()].filter(([index]) => !done.has(index));
  const request = { ...question.request, input: left.map(([, input]) => input) };
  return { question: { kind: 'embeddings', request }, said: null, places: left.map(([index]) => index) };
}
