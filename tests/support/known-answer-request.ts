import { wordsOf } from './known-answer.ts';
import type { Speech } from './known-answer-stream.ts';
import { readSwitches, type Switches } from './known-answer-switches.ts';

/** A template costs this much per message, and for the beginning of the answer. */
const MESSAGE_TOKENS = 4;
const ANSWER_TOKENS = 3;

export interface Refusal {
  status: number;
  param: string | null;
  message: string;
}

type Body = Record<string, unknown>;

/** What this engine can't do, it refuses by name, as vLLM does. */
const UNKNOWN = ['tools', 'response_format', 'logprobs', 'suffix', 'echo'];

/** @param switches what the engine does when the prompt says nothing. */
export function readSpeech(body: Body, isChat: boolean, switches: Switches): Speech | Refusal {
  const unknown = UNKNOWN.find((name) => body[name] !== undefined && body[name] !== false);
  if (unknown) return { status: 400, param: unknown, message: `${unknown} is not supported` };
  const read = isChat ? readMessages(body) : readPrompt(body);
  if ('status' in read) return read;
  const { partial, inputTokens } = read;
  const known = partial === '' ? 0 : wordsOf(read.prompt, partial);
  // Behind what is no beginning of its answer it says something else, as a model would: whoever compares will see it.
  const prompt = known === null ? `${read.prompt}\n${partial}` : read.prompt;
  const from = known ?? 0;
  return {
    prompt,
    isChat,
    from,
    maxTokens: Number(body.max_tokens ?? Number.MAX_SAFE_INTEGER),
    choices: Number(body.n ?? 1),
    inputTokens,
    isCounting: JSON.stringify(body.stream_options ?? {}).includes('"continuous_usage_stats":true'),
    switches: readSwitches(prompt, switches, from > 0),
  };
}

type Read = { prompt: string; partial: string; inputTokens: number } | Refusal;

function readMessages({ messages, continue_final_message, add_generation_prompt }: Body): Read {
  const list = (Array.isArray(messages) ? messages : []).map((message) => ({
    role: String(message?.role),
    content: textOf(message?.content),
  }));
  if (list.some(({ content }) => content === null)) {
    return { status: 400, param: 'messages', message: 'this model reads text only' };
  }
  if (continue_final_message && add_generation_prompt !== false) {
    return { status: 400, param: 'continue_final_message', message: 'it excludes add_generation_prompt' };
  }
  const last = list.at(-1);
  const isGoingOn = continue_final_message === true && last?.role === 'assistant';
  const asked = isGoingOn ? list.slice(0, -1) : list;
  const partial = isGoingOn ? String(last.content) : '';
  const prompt = String(asked.findLast(({ role }) => role === 'user')?.content ?? '');
  const said = asked.map(({ content }) => countWords(String(content)) + MESSAGE_TOKENS);
  const inputTokens = said.reduce((sum, count) => sum + count, ANSWER_TOKENS + countWords(partial));
  return { prompt, partial, inputTokens };
}

/** A prompt may end with the beginning of its own answer: then it goes on from there. */
function readPrompt({ prompt }: Body): Read {
  if (typeof prompt !== 'string') return { status: 400, param: 'prompt', message: 'one prompt, as text' };
  const begin = prompt.search(/w0-[0-9a-z]+( w\d+-[0-9a-z]+)*$/);
  const partial = begin < 0 ? '' : prompt.slice(begin);
  const asked = begin < 0 ? prompt : prompt.slice(0, begin);
  return { prompt: asked, partial, inputTokens: countWords(prompt) };
}

function textOf(content: unknown): string | null {
  if (!Array.isArray(content)) return String(content ?? '');
  return content.every((part) => part?.type === 'text') ? content.map((part) => String(part.text)).join('') : null;
}

export const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;
