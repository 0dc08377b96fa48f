import { assertNever } from '@spindle/shared';
import type { Piece } from '../events.ts';
import type { ToolCallPart } from './shapes.ts';

/** What differs between the streams of chat and text completions: how one choice of a chunk says a piece, as JSON. */
export interface ChunkForm {
  kind: 'chat' | 'completion';
  object: string;
  /** Said before the first piece of each choice. */
  opening: string | null;
  /** Said where a choice only ends. */
  nothing: string;
  /** @returns null for a piece that this kind of answer does not have. */
  said(piece: Piece): string | null;
}

export const CHAT_FORM: ChunkForm = {
  kind: 'chat',
  object: 'chat.completion.chunk',
  opening: '"delta":{"role":"assistant","content":""}',
  nothing: '"delta":{}',
  said: (piece) => {
    switch (piece.kind) {
      case 'text':
        return `"delta":{"content":${JSON.stringify(piece.text)}}`;
      case 'reasoning':
        return `"delta":{"reasoning_content":${JSON.stringify(piece.text)}}`;
      case 'refusal':
        return `"delta":{"refusal":${JSON.stringify(piece.text)}}`;
      case 'tool':
        return `"delta":{"tool_calls":[${JSON.stringify(toolPart(piece))}]}`;
      case 'logprobs':
        return `"delta":{},"logprobs":${JSON.stringify(piece.logprobs ?? null)}`;
      case 'embedding':
        return null;
      default:
        return assertNever(piece);
    }
  },
};

export const TEXT_FORM: ChunkForm = {
  kind: 'completion',
  object: 'text_completion',
  opening: null,
  nothing: '"text":"","logprobs":null',
  said: (piece) => {
    if (piece.kind === 'text') return `"text":${JSON.stringify(piece.text)},"logprobs":null`;
    return piece.kind === 'logprobs' ? `"text":"","logprobs":${JSON.stringify(piece.logprobs ?? null)}` : null;
  },
};

function toolPart({ index, id, name, arguments: text }: Extract<Piece, { kind: 'tool' }>): ToolCallPart {
  const part: ToolCallPart = { index };
  if (id !== undefined) Object.assign(part, { id, type: 'function' });
  if (name !== undefined || text !== undefined) {
    part.function = { ...(name !== undefined && { name }), ...(text !== undefined && { arguments: text }) };
  }
  return part;
}
