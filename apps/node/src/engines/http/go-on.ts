import type { Said } from '../engine.ts';
import type { ChatRequest } from '../questions/index.ts';

/**
 * For programs that must be told to go on with a last message of the assistant (docs.vllm.ai, OpenAI-compatible server,
 * `continue_final_message`). A buyer who began the answer themselves gets it continued behind both.
 */
export function goOnWhenTold(request: ChatRequest, said: Said): object {
  const messages = begunMessages(request, said, request.continue_final_message === true);
  return { messages, add_generation_prompt: false, continue_final_message: true };
}

/** For programs that always go on with a last message of the assistant. */
export const goOnAlways = (request: ChatRequest, said: Said): object => ({
  messages: begunMessages(request, said, true),
});

function begunMessages({ messages }: ChatRequest, said: Said, isGoingOn: boolean): ChatRequest['messages'] {
  const last = messages.at(-1);
  const isBegun = last?.role === 'assistant' && isGoingOn;
  const begun = isBegun && typeof last.content === 'string' ? last.content : '';
  const before = isBegun ? messages.slice(0, -1) : messages;
  return [...before, { role: 'assistant', content: begun + said.text }];
}
