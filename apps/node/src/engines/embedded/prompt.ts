import { fail, ok, type Result } from '@spindle/shared';
import type { LlamaModel, Token } from 'node-llama-cpp';
import type { Ask, Said } from '../engine.ts';
import { type CompletionRequest, refuse } from '../questions/index.ts';
import { type Prompt, renderChat } from './chat-template.ts';
import type { Writer } from './load-model.ts';

/** All that the model reads before it writes. */
export interface WholePrompt extends Prompt {
  /** Of the tokens: those of the question. Those behind it were said of its answer. */
  questionTokens: number;
  /** Shown in front of the answer. */
  echo: string;
}

/** Refusals: `parameter_unsupported`, `context_too_long`. */
export function promptOf(ask: Exclude<Ask, { kind: 'embeddings' }>, writer: Writer): Result<WholePrompt> {
  const { model, wrapper, contextTokens } = writer;
  const question =
    ask.kind === 'chat' ? renderChat(model, wrapper, ask.request.messages) : rawPrompt(model, ask.request);
  if (!question.ok) return question;
  const questionTokens = question.value.tokens.length;
  const limit = Math.min(ask.maxInputTokens, contextTokens - 1);
  if (questionTokens > limit) return fail('context_too_long', { limit });
  const echo = ask.kind === 'completion' && ask.request.echo ? String(ask.request.prompt) : '';
  const said = saidTokens(model, ask.said ?? null, echo);
  const tokens = [...question.value.tokens, ...said];
  return ok({ ...question.value, tokens, questionTokens, echo: ask.said ? '' : echo });
}

/** No template: the prompt as it stands, behind what the model wants at the beginning of every text. */
function rawPrompt(model: LlamaModel, { prompt }: CompletionRequest): Result<Prompt> {
  if (typeof prompt !== 'string') return { ok: false, fault: refuse('prompt', 'this engine takes text, not tokens') };
  const { bos, shouldPrependBosToken } = model.tokens;
  const first = shouldPrependBosToken && bos !== null ? [bos] : [];
  const tokens = [...first, ...model.tokenize(prompt, false)];
  if (tokens.length === 0) return { ok: false, fault: refuse('prompt', 'this model needs at least one character') };
  return ok({ tokens, stopTokens: new Set<Token>(), stopTexts: [] });
}

/** As the model would have written it: without the space that a tokenizer puts in front of a text. */
function saidTokens(model: LlamaModel, said: Said | null, echo: string): Token[] {
  return said ? model.tokenize(said.text.slice(echo.length), false, 'trimLeadingSpace') : [];
}
