import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { knownPiece } from './known-answer.ts';
import type { Switches } from './known-answer-switches.ts';

/** One answer of the known-answer engine, as it is to be streamed. */
export interface Speech {
  prompt: string;
  isChat: boolean;
  /** Words that were said before: it goes on behind them. */
  from: number;
  maxTokens: number;
  choices: number;
  inputTokens: number;
  /** vLLM's exact counts while the answer runs. */
  isCounting: boolean;
  switches: Switches;
}

/** Streams an answer as vLLM does, or breaks as its switches say. */
export async function speak(response: ServerResponse, speech: Speech): Promise<void> {
  const { switches, choices } = speech;
  const end = Math.min(switches.words, speech.from + speech.maxTokens);
  if (switches.fault === 'late-headers') await pause(switches.delayMs);
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  if (switches.fault === 'cut-after-headers') return void response.destroy();
  if (switches.fault === 'late-body') await pause(switches.delayMs);
  if (switches.firstMs > 0) await pause(switches.firstMs);
  for (let at = speech.from; at < end && !response.destroyed; at++) {
    if (at - speech.from === switches.at && breakOff(response, switches)) return;
    for (let choice = 0; choice < choices; choice++) send(response, wordChunk(speech, at, choice));
    if (switches.everyMs > 0) await pause(switches.everyMs);
    else if (response.writableNeedDrain) await new Promise((resolve) => response.once('drain', resolve));
  }
  if (response.destroyed) return;
  const reason = end < switches.words ? 'length' : 'stop';
  for (let choice = 0; choice < choices; choice++) send(response, choiceChunk(speech, choice, '', reason));
  const usage = usageOf(speech, Math.max(0, end - speech.from) * choices);
  const times = { 'two-usages': 2, 'no-usage': 0 }[String(switches.fault)] ?? 1;
  for (let time = 0; time < times; time++) send(response, { choices: [], usage });
  response.end('data: [DONE]\n\n');
}

/** @returns true when the fault of the switches ends the answer here. */
function breakOff(response: ServerResponse, { fault }: Switches): boolean {
  if (fault === 'cut-mid-stream') response.destroy();
  else if (fault === 'end-mid-stream') response.end();
  else if (fault === 'malformed-sse') response.end('data: <html>\n\n');
  else if (fault === 'half-json') response.end('data: {"choices":[{"delta":{"con\n\n');
  else if (fault === 'error-mid-stream') response.end('data: {"error":{"message":"CUDA out of memory"}}\n\n');
  else if (fault !== 'silence') return false;
  return true;
}

function wordChunk(speech: Speech, at: number, choice: number): object {
  const said = (at - speech.from) * speech.choices + choice + 1;
  const chunk = choiceChunk(speech, choice, knownPiece(speech.prompt, at, choice), null);
  return speech.isCounting && speech.switches.fault !== 'no-usage' ? { ...chunk, usage: usageOf(speech, said) } : chunk;
}

function choiceChunk({ isChat }: Speech, index: number, text: string, reason: string | null): object {
  const said = isChat ? { delta: text ? { content: text } : {} } : { text };
  return { choices: [{ index, ...said, logprobs: null, finish_reason: reason }] };
}

export function usageOf({ inputTokens, switches }: Speech, outputTokens: number): object {
  const times = switches.fault === 'wrong-counts' ? 100 : 1;
  return {
    prompt_tokens: inputTokens * times,
    completion_tokens: outputTokens * times,
    total_tokens: (inputTokens + outputTokens) * times,
  };
}

function send(response: ServerResponse, chunk: object): void {
  response.write(`data: ${JSON.stringify({ id: 'known', object: 'chunk', created: 0, model: 'known', ...chunk })}\n\n`);
}
