import { FaultError } from '@spindle/shared';
import { type AnswerEnd, type AnswerEvent, isPiece, type Piece } from '../events.ts';
import type { ChatCompletion, ChatCompletionMessage, ToolCall } from './shapes.ts';
import { completionId, provenanceOf, usageOf } from './usage.ts';

/**
 * Gathers a whole answer into OpenAI's completion. Throws the fault that the events throw; half an answer is none.
 * @param options `created` is Unix time in seconds.
 */
export async function toChatCompletion(
  events: AsyncIterable<AnswerEvent>,
  options: { model: string; created: number },
): Promise<ChatCompletion> {
  const pieces: Piece[] = [];
  for await (const event of events) {
    if (event.kind === 'end') return completionOf(pieces, event, options);
    if (isPiece(event)) pieces.push(event);
  }
  throw new FaultError({ code: 'answer_cut', facts: { delivered: 0 } });
}

function completionOf(
  pieces: readonly Piece[],
  end: AnswerEnd,
  { model, created }: { model: string; created: number },
): ChatCompletion {
  const choice = {
    index: 0,
    message: messageOf(pieces),
    logprobs: logprobsOf(pieces),
    finish_reason: end.reason,
  } as const;
  return {
    id: completionId(end.receipt.jobId),
    object: 'chat.completion',
    created,
    model,
    choices: [choice],
    usage: usageOf(end),
    spindle: provenanceOf(end),
  };
}

function messageOf(pieces: readonly Piece[]): ChatCompletionMessage {
  const said = (kind: 'text' | 'reasoning' | 'refusal'): string =>
    pieces.map((piece) => (piece.kind === kind ? piece.text : '')).join('');
  const calls = toolCalls(pieces);
  const reasoning = said('reasoning');
  return {
    role: 'assistant',
    content: calls.length > 0 ? said('text') || null : said('text'),
    refusal: said('refusal') || null,
    ...(reasoning && { reasoning_content: reasoning }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

function toolCalls(pieces: readonly Piece[]): ToolCall[] {
  const calls = new Map<number, ToolCall>();
  for (const piece of pieces) {
    if (piece.kind !== 'tool') continue;
    const call = calls.get(piece.index) ?? { id: '', type: 'function', function: { name: '', arguments: '' } };
    call.id = piece.id ?? call.id;
    call.function.name += piece.name ?? '';
    call.function.arguments += piece.arguments ?? '';
    calls.set(piece.index, call);
  }
  return [...calls.entries()].sort(([a], [b]) => a - b).map(([, call]) => call);
}

/** Engines send `{ content: […] }` for the tokens of each piece; an answer has them in one list. */
function logprobsOf(pieces: readonly Piece[]): unknown {
  const content = pieces.flatMap((piece): unknown[] => (piece.kind === 'logprobs' ? contentOf(piece.logprobs) : []));
  return content.length > 0 ? { content, refusal: null } : null;
}

const contentOf = (logprobs: unknown): unknown[] =>
  typeof logprobs === 'object' && logprobs !== null && 'content' in logprobs && Array.isArray(logprobs.content)
    ? logprobs.content
    : [];
