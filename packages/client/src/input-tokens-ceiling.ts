import { utf8 } from '@spindle/shared';

/** What chat templates put around a conversation: their own system text, dates, the mark where the answer begins. */
const TEMPLATE_TOKENS = 128;
/** What they put around one message: role, delimiters, line breaks. */
const MESSAGE_TOKENS = 16;
/** What they tell a model before a list of tools. */
const TOOLS_TOKENS = 512;
/** A part that is not text (an image) costs tokens by its size on the node, not by its bytes here. */
const OTHER_PART_TOKENS = 4_096;

interface Countable {
  messages?: unknown;
  tools?: unknown;
  response_format?: unknown;
}

/**
 * The most input tokens that a chat request can be counted as, without its tokenizer: every token of a byte-level or
 * SentencePiece vocabulary stands for at least one byte of UTF-8, and templates add what is allowed for here. For plain
 * English it is about four times the real number: right for a hold, which is released to the real cost at the end, and
 * wrong for judging whether a question fits a model's context.
 */
export function inputTokensCeiling(request: Countable): number {
  const messages = Array.isArray(request.messages) ? request.messages : [];
  const spoken = messages.reduce((sum: number, message: unknown) => sum + MESSAGE_TOKENS + messageTokens(message), 0);
  const tools = request.tools ? TOOLS_TOKENS + bytesOf(request.tools) : 0;
  const format = request.response_format ? bytesOf(request.response_format) : 0;
  return TEMPLATE_TOKENS + spoken + tools + format;
}

/** What an engine puts around one text that it is given as it stands: marks of beginning and end. */
const TEXT_TOKENS = 8;

/** The same for a text completion's `prompt` or the `input` of embeddings: texts, or tokens that are already counted. */
export function textTokensCeiling(texts: unknown): number {
  const list: unknown[] = Array.isArray(texts) && typeof texts[0] !== 'number' ? texts : [texts];
  return list.reduce((sum: number, it) => sum + TEXT_TOKENS + (Array.isArray(it) ? it.length : bytesOf(it)), 0);
}

function messageTokens(message: unknown): number {
  if (typeof message !== 'object' || message === null) return bytesOf(message);
  if (!('content' in message) || !Array.isArray(message.content)) return bytesOf(message);
  const texts = message.content.filter(isText);
  const others = message.content.length - texts.length;
  return bytesOf({ ...message, content: texts }) + others * OTHER_PART_TOKENS;
}

const isText = (part: unknown): boolean =>
  typeof part === 'object' && part !== null && 'type' in part && part.type === 'text';

/** JSON only adds bytes: quotes, names and escapes. */
const bytesOf = (value: unknown): number => utf8(JSON.stringify(value) ?? '').length;
