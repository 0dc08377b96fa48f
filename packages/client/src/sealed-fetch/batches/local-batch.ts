import { type ErrorCode, errorEntry, errorText, FaultError, type RequestKind, uuidv7 } from '@spindle/shared';
import type { Client } from '../../create-client.ts';
import { errorBody } from '../../openai/error-body.ts';
import { readBody } from '../../openai/read-body.ts';
import { gatherAnswer } from '../../openai/whole-answer.ts';
import { judgeFault } from './judge-fault.ts';
import { pause } from './pause.ts';
import type { BatchLine } from './read-lines.ts';
import type { WaitingFor } from './shapes.ts';

export interface LocalBatchParts {
  client: Client;
  kind: RequestKind;
  lines: readonly BatchLine[];
  /** Lines at a time. */
  concurrency: number;
  expiresAtMs: number;
  /** The first pause when no machine is idle; each further one doubles it. */
  pauseMs: number;
}

interface Result {
  /** As it stands in the output or error file. */
  text: string;
  isGood: boolean;
}

const LONGEST_PAUSE_MS = 60_000;

/** Asks the lines of a batch, each sealed for itself, and keeps what came of them in the order of the file. */
export class LocalBatch {
  /** By place in the file. */
  readonly #results: (Result | null)[];
  readonly #stop = new AbortController();
  readonly #id = `batch_req_${uuidv7(Date.now()).replaceAll('-', '')}`;
  #next = 0;
  #hasExpired = false;
  answered = 0;
  failed = 0;
  /** Why no line goes on, while none does. */
  waitingFor: WaitingFor | null = null;
  /** Resolves when no line is in work any more; it never rejects. */
  readonly ended: Promise<'completed' | 'cancelled' | 'expired'>;

  constructor(private readonly parts: LocalBatchParts) {
    this.#results = parts.lines.map(() => null);
    const workers = Array.from({ length: Math.min(parts.concurrency, parts.lines.length) }, () => this.#work());
    this.ended = Promise.all(workers).then(() => this.#end());
  }

  /** Lines in work come to their end; those that wait are not begun. */
  cancel(): void {
    this.#stop.abort();
  }

  /** What has been done so far. */
  results(isGood: boolean): string {
    return this.#results.map((it) => (it?.isGood === isGood ? it.text : '')).join('');
  }

  async #work(): Promise<void> {
    while (this.#next < this.parts.lines.length && !this.#isOver) {
      const at = this.#next++;
      const line = this.parts.lines[at];
      if (line) await this.#run(at, line);
    }
  }

  get #isOver(): boolean {
    return this.#stop.signal.aborted || Date.now() >= this.parts.expiresAtMs;
  }

  async #run(at: number, line: BatchLine): Promise<void> {
    let tries = 0;
    let pauseMs = this.parts.pauseMs;
    while (!this.#isOver) {
      const fault = await this.#ask(at, line);
      if (!fault) return;
      tries += 1;
      const judgement = judgeFault(fault, tries);
      if (judgement === 'failed') return this.#answer(at, line, errorEntry(fault.code).status, '', errorBody(fault));
      if (judgement === 'again') continue;
      tries -= 1;
      this.waitingFor = judgement;
      const askedMs = Number(fault.facts?.retryAfterSeconds ?? 0) * 1000;
      const untilEndMs = this.parts.expiresAtMs - Date.now();
      await pause(Math.min(Math.max(pauseMs, askedMs), untilEndMs), this.#stop.signal);
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
    this.#unanswered(at, line);
  }

  /** @returns the fault, when it came to none. */
  async #ask(at: number, { body, ...line }: BatchLine): Promise<FaultError['fault'] | null> {
    const { client, kind } = this.parts;
    const read = readBody(kind, body);
    if (!read.ok) return read.fault;
    try {
      const events = client.ask({ ...read.value.ask, serviceClass: 'batch' });
      const answer = await gatherAnswer(events, read.value, Math.floor(Date.now() / 1000));
      this.#answer(at, line, 200, answer.spindle.job_id, answer);
      return null;
    } catch (error) {
      if (error instanceof FaultError) return error.fault;
      // fetch's TypeError: the market could not be reached. It may be back in a moment.
      return { code: error instanceof TypeError ? 'shutting_down' : 'internal' };
    }
  }

  #answer(at: number, line: Pick<BatchLine, 'number' | 'customId'>, status: number, jobId: string, body: object): void {
    const response = { status_code: status, request_id: jobId, body };
    this.#keep(at, line, { response, error: null }, status === 200);
  }

  #unanswered(at: number, line: BatchLine): void {
    const code: ErrorCode = this.#stop.signal.aborted ? 'batch_cancelled' : 'batch_expired';
    this.#hasExpired ||= code === 'batch_expired';
    this.#keep(at, line, { response: null, error: { code, message: errorText({ code }) } }, false);
  }

  #keep(at: number, line: Pick<BatchLine, 'number' | 'customId'>, result: object, isGood: boolean): void {
    const id = `${this.#id}_${String(line.number).padStart(8, '0')}`;
    this.waitingFor = null;
    this.#results[at] = { text: `${JSON.stringify({ id, custom_id: line.customId, ...result })}\n`, isGood };
    if (isGood) this.answered += 1;
    else this.failed += 1;
  }

  #end(): 'completed' | 'cancelled' | 'expired' {
    this.parts.lines.forEach((line, at) => {
      if (!this.#results[at]) this.#unanswered(at, line);
    });
    if (this.#stop.signal.aborted) return 'cancelled';
    return this.#hasExpired ? 'expired' : 'completed';
  }
}
