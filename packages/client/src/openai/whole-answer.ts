import { FaultError } from '@spindle/shared';
import { type AnswerEnd, type AnswerEvent, isPiece, type Piece } from '../events.ts';
import { messageOf } from './chat-message.ts';
import { embeddingOf } from './embedding.ts';
import { logprobsOf } from './logprobs.ts';
import type { OpenAiBody } from './read-body.ts';
import type { ChatCompletion, EmbeddingList, TextCompletion } from './shapes.ts';
import { completionId, provenanceOf, usageOf } from './usage.ts';

export type WholeAnswer = ChatCompletion | TextCompletion | EmbeddingList;

/**
 * Gathers a whole answer into OpenAI's object for that kind of request. Throws the fault that the events throw; half an
 * answer is none.
 * @param created Unix time in seconds.
 * @param onEvent hears of each event, and is waited for.
 */
export async function gatherAnswer(
  events: AsyncIterable<AnswerEvent>,
  body: OpenAiBody,
  created: number,
  onEvent: (event: AnswerEvent) => Promise<void> | void = () => {},
): Promise<WholeAnswer> {
  const pieces: Piece[] = [];
  for await (const event of events) {
    const heard = onEvent(event);
    if (heard) await heard;
    if (event.kind === 'end') return answerOf(body, { pieces, end: event, created });
    if (isPiece(event)) pieces.push(event);
  }
  throw new FaultError({ code: 'answer_cut', facts: { delivered: 0 } });
}

interface Gathered {
  pieces: readonly Piece[];
  end: AnswerEnd;
  created: number;
}

function answerOf(body: OpenAiBody, gathered: Gathered): WholeAnswer {
  if (body.kind === 'embeddings') return embeddingList(body, gathered);
  return body.kind === 'chat' ? chatCompletion(body, gathered) : textCompletion(body, gathered);
}

function chatCompletion({ ask: { model } }: OpenAiBody, { pieces, end, created }: Gathered): ChatCompletion {
  const choices = choicesOf(pieces, end).map(({ own, ...choice }) => ({
    index: choice.index,
    message: messageOf(own),
    logprobs: logprobsOf(own),
    finish_reason: choice.reason,
  }));
  const head = { id: completionId('chat', end.receipt.jobId), object: 'chat.completion', created, model } as const;
  return { ...head, choices, usage: usageOf(end), spindle: provenanceOf(end) };
}

function textCompletion({ ask: { model } }: OpenAiBody, { pieces, end, created }: Gathered): TextCompletion {
  const choices = choicesOf(pieces, end).map(({ own, index, reason }) => ({
    index,
    text: own.map((piece) => (piece.kind === 'text' ? piece.text : '')).join(''),
    logprobs: logprobsOf(own),
    finish_reason: reason,
  }));
  const head = {
    id: completionId('completion', end.receipt.jobId),
    object: 'text_completion',
    created,
    model,
  } as const;
  return { ...head, choices, usage: usageOf(end), spindle: provenanceOf(end) };
}

function embeddingList({ ask: { model }, encoding }: OpenAiBody, { pieces, end }: Gathered): EmbeddingList {
  const { completion_tokens: _, prompt_tokens_details: __, ...usage } = usageOf(end);
  const data = pieces.flatMap((piece) => (piece.kind === 'embedding' ? [embeddingOf(piece, encoding)] : []));
  return {
    object: 'list',
    data: data.sort((a, b) => a.index - b.index),
    model,
    usage,
    spindle: provenanceOf(end),
  };
}

/** Pieces by the answer that they belong to, with how it ended. */
const choicesOf = (pieces: readonly Piece[], { reason, moreReasons }: AnswerEnd) =>
  [reason, ...moreReasons].map((ended, index) => ({
    index,
    reason: ended,
    own: pieces.filter((piece) => ('choice' in piece ? (piece.choice ?? 0) : 0) === index),
  }));
