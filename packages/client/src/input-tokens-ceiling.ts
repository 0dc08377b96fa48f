import { utf8 } from '@spindle/shared';

/** What chat templates put around a conversation: their own system text, dates, the mark where the answer begins. */
const TEMPLATE_TOKENS = 128;
/** What they put around one message: role, delimiters, line breaks. */
const MESSAGE_TOKENS = 16;
/** What they tell a model before a list of tools. */
const TOOLS_TOKENS = 512;
/** A part that is not text costs tokens by its size on the node, not by its bytes here: an image, or 80 seconds of sound. */
const OTHER_PART_TOKENS = 4_096;
/** Models that listen take 6 to 50 tokens for a second. */
const TOKENS_OF_SECOND = 50;
/** Of sound whose length its header does not tell: speech is rarely pressed into less. */
const LEAST_BYTES_OF_SECOND = 1_500;

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
  const texts = message.content.filter((part) => typeOf(part) === 'text');
  const others = message.content.filter((part) => typeOf(part) !== 'text');
  return bytesOf({ ...message, content: texts }) + others.reduce((sum: number, part) => sum + otherTokens(part), 0);
}

function otherTokens(part: unknown): number {
  if (typeOf(part) !== 'input_audio') return OTHER_PART_TOKENS;
  const { data } = Object(Object(part).input_audio);
  return typeof data === 'string'
    ? Math.max(OTHER_PART_TOKENS, Math.ceil(secondsOf(data) * TOKENS_OF_SECOND))
    : OTHER_PART_TOKENS;
}

/** How long a sound lasts, at most: a WAV file says how many bytes a second has; of others it is guessed. */
function secondsOf(base64: string): number {
  const bytes = (base64.length * 3) / 4;
  return bytes / (wavBytesOfSecond(base64) ?? LEAST_BYTES_OF_SECOND);
}

/** Of the header of a WAV file, `byteRate`; null for other files. Base64 of its first 33 bytes is enough. */
function wavBytesOfSecond(base64: string): number | null {
  if (!base64.startsWith('UklGR')) return null;
  try {
    const head = Uint8Array.from(atob(base64.slice(0, 44)), (letter) => letter.charCodeAt(0));
    const rate = new DataView(head.buffer).getUint32(28, true);
    return rate > 0 ? rate : null;
  } catch {
    return null;
  }
}

const typeOf = (part: unknown): unknown =>
  typeof part === 'object' && part !== null && 'type' in part ? part.type : undefined;

/** JSON only adds bytes: quotes, names and escapes. */
const bytesOf = (value: unknown): number => utf8(JSON.stringify(value) ?? '').length;
