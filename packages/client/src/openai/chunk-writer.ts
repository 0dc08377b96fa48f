import type { FinishReason } from '@spindle/sealed';
import { type AnswerEnd, type AnswerEvent, isPiece, type Piece } from '../events.ts';
import { CHAT_FORM, type ChunkForm, TEXT_FORM } from './chunk-forms.ts';
import { completionId, provenanceOf, usageOf } from './usage.ts';

export interface ChunkOptions {
  model: string;
  /** Unix time in seconds. */
  created: number;
  /** `stream_options.include_usage`: a last chunk with no choices tells the tokens. */
  includeUsage: boolean;
}

/** The server-sent events of what happened, ready for the wire; '' where OpenAI's stream says nothing. */
export type ChunkWriter = (event: AnswerEvent) => string;

/**
 * Writes OpenAI's stream of a chat answer, event by event, `[DONE]` included. What all chunks have in common is written
 * once: a long answer is thousands of them.
 * @example const write = createChunkWriter({ model, created, includeUsage: false });
 */
export const createChunkWriter = (options: ChunkOptions): ChunkWriter => writerOf(CHAT_FORM, options);

/** The same for a text completion. */
export const createTextChunkWriter = (options: ChunkOptions): ChunkWriter => writerOf(TEXT_FORM, options);

function writerOf(form: ChunkForm, options: ChunkOptions): ChunkWriter {
  let stream = new ChunkStream(form, options, '');
  return (event) => {
    if (isPiece(event)) return stream.piece(event);
    if (event.kind === 'end') return stream.end(event);
    if (event.kind === 'quoted') stream = new ChunkStream(form, options, event.quote.jobId);
    return '';
  };
}

class ChunkStream {
  readonly #head: string;
  readonly #tail: string;
  /** By choice: what its chunks begin with. One that has no entry has not begun. */
  readonly #choices: string[] = [];

  constructor(
    private readonly form: ChunkForm,
    { model, created, includeUsage }: ChunkOptions,
    jobId: string,
  ) {
    const head = { id: completionId(form.kind, jobId), object: form.object, created, model };
    this.#head = `data: ${JSON.stringify(head).slice(0, -1)},"choices":[`;
    this.#tail = includeUsage ? '],"usage":null}\n\n' : ']}\n\n';
    this.includeUsage = includeUsage;
  }
  private readonly includeUsage: boolean;

  piece(piece: Piece): string {
    const said = this.form.said(piece);
    if (said === null) return '';
    const choice = 'choice' in piece ? (piece.choice ?? 0) : 0;
    const begun = this.#choices[choice];
    if (begun !== undefined) return `${begun}${said},"finish_reason":null}${this.#tail}`;
    return `${this.#begin(choice)}${this.#choices[choice]}${said},"finish_reason":null}${this.#tail}`;
  }

  /** Each choice ends with its reason; the price and the proof stand in the last chunk. */
  end(end: AnswerEnd): string {
    const reasons: FinishReason[] = [end.reason, ...end.moreReasons];
    const proof = `"spindle":${JSON.stringify(provenanceOf(end))}}\n\n`;
    let lines = '';
    reasons.forEach((reason, choice) => {
      if (this.#choices[choice] === undefined) lines += this.#begin(choice);
      const isLast = choice === reasons.length - 1 && !this.includeUsage;
      const closed = `${this.#choices[choice]}${this.form.nothing},"finish_reason":"${reason}"}`;
      lines += closed + (isLast ? `],${proof}` : this.#tail);
    });
    if (this.includeUsage) lines += `${this.#head}],"usage":${JSON.stringify(usageOf(end))},${proof}`;
    return `${lines}data: [DONE]\n\n`;
  }

  #begin(choice: number): string {
    const head = `${this.#head}{"index":${choice},`;
    this.#choices[choice] = head;
    const { opening } = this.form;
    return opening === null ? '' : `${head}${opening},"finish_reason":null}${this.#tail}`;
  }
}
