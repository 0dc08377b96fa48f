import type { Fault } from '@spindle/shared';
import { type Question, refuse } from '../questions/index.ts';

const SAMPLING = [
  ...['temperature', 'top_p', 'top_k', 'min_p', 'seed', 'stop', 'max_tokens', 'n', 'logprobs'],
  ...['frequency_penalty', 'presence_penalty', 'repetition_penalty'],
];

/** What this engine reads. */
const KNOWN: Record<Question['kind'], ReadonlySet<string>> = {
  chat: new Set([...SAMPLING, 'messages', 'max_completion_tokens', 'top_logprobs', 'response_format']),
  completion: new Set([...SAMPLING, 'prompt', 'echo', 'best_of']),
  embeddings: new Set(['input', 'encoding_format']),
};
/** What would change nothing without tools. */
const OF_TOOLS = ['tools', 'tool_choice', 'parallel_tool_calls'];

/** What this engine can't do is refused, never left out in silence: the answer would not be what was asked for. */
export function unknownParameter(question: Question): Fault | null {
  const { request, kind } = question;
  const hasTools = Array.isArray(request.tools) && request.tools.length > 0;
  const unknown = Object.entries(request).find(
    ([name, value]) => !KNOWN[kind].has(name) && !isEmpty(value) && (hasTools || !OF_TOOLS.includes(name)),
  );
  return unknown ? refuse(unknown[0], 'this engine cannot; choose another offer, or leave it out') : null;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
