import { assertNever } from '@spindle/shared';
import { type AnswerEnd, type AnswerEvent, isPiece, type Piece } from '../events.ts';
import type { ChatCompletionChunk, ChunkDelta, ToolCallPart } from './shapes.ts';
import { completionId, provenanceOf, usageOf } from './usage.ts';

export interface ChunkOptions {
  model: string;
  /** Unix time in seconds. */
  created: number;
  /** `stream_options.include_usage`: a last chunk with no choices tells the tokens. */
  includeUsage: boolean;
}

/**
 * Makes OpenAI's stream chunks of one answer's events, event by event.
 * @example const chunksOf = createChunkWriter({ model, created, includeUsage: false });
 */
export function createChunkWriter(options: ChunkOptions): (event: AnswerEvent) => ChatCompletionChunk[] {
  const { model, created, includeUsage } = options;
  let id = completionId('');
  let hasBegun = false;
  const head = (): Pick<ChatCompletionChunk, 'id' | 'object' | 'created' | 'model'> => ({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
  });
  const chunk = (delta: ChunkDelta, rest: object = {}): ChatCompletionChunk => ({
    ...head(),
    choices: [{ index: 0, delta, finish_reason: null, ...rest }],
    ...(includeUsage && { usage: null }),
  });
  const begin = (): ChatCompletionChunk[] => {
    if (hasBegun) return [];
    hasBegun = true;
    return [chunk({ role: 'assistant', content: '' })];
  };
  const close = (end: AnswerEnd): ChatCompletionChunk[] => {
    const last = chunk({}, { finish_reason: end.reason });
    if (!includeUsage) return [...begin(), { ...last, spindle: provenanceOf(end) }];
    return [...begin(), last, { ...head(), choices: [], usage: usageOf(end), spindle: provenanceOf(end) }];
  };
  return (event) => {
    if (event.kind === 'quoted') id = completionId(event.quote.jobId);
    if (!isPiece(event) && event.kind !== 'end') return [];
    if (event.kind === 'end') return close(event);
    if (event.kind === 'logprobs') return [...begin(), chunk({}, { logprobs: event.logprobs })];
    return [...begin(), chunk(deltaOf(event))];
  };
}

/** The whole stream of chunks of an answer. */
export async function* toChunks(
  events: AsyncIterable<AnswerEvent>,
  options: ChunkOptions,
): AsyncGenerator<ChatCompletionChunk, void> {
  const chunksOf = createChunkWriter(options);
  for await (const event of events) yield* chunksOf(event);
}

function deltaOf(piece: Exclude<Piece, { kind: 'logprobs' }>): ChunkDelta {
  switch (piece.kind) {
    case 'text':
      return { content: piece.text };
    case 'reasoning':
      return { reasoning_content: piece.text };
    case 'refusal':
      return { refusal: piece.text };
    case 'tool':
      return { tool_calls: [toolPart(piece)] };
    case 'embedding':
      return {};
    default:
      return assertNever(piece);
  }
}

function toolPart({ index, id, name, arguments: text }: Extract<Piece, { kind: 'tool' }>): ToolCallPart {
  const part: ToolCallPart = { index };
  if (id !== undefined) Object.assign(part, { id, type: 'function' });
  if (name !== undefined || text !== undefined) {
    part.function = { ...(name !== undefined && { name }), ...(text !== undefined && { arguments: text }) };
  }
  return part;
}
