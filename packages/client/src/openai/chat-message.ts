import type { Piece } from '../events.ts';
import type { ChatCompletionMessage, ToolCall } from './shapes.ts';

/** The message that the pieces of one answer make up. */
export function messageOf(pieces: readonly Piece[]): ChatCompletionMessage {
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
