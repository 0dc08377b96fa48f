import type { RequestKind } from '@spindle/shared';
import type { Client } from '../../create-client.ts';
import type { BatchAsk } from './batch-ask.ts';
import { LocalBatch } from './local-batch.ts';
import type { LocalFiles } from './local-files.ts';
import { BATCH_ENDPOINTS, readLines } from './read-lines.ts';
import type { BatchLineError, BatchObject, BatchStatus } from './shapes.ts';

export interface BatchRecordParts {
  id: string;
  ask: BatchAsk;
  client: Client;
  files: LocalFiles;
  concurrency: number;
  pauseMs: number;
}

/** One batch, as OpenAI's API shows it. It begins to work when it is made. */
export class BatchRecord {
  readonly #createdAtMs = Date.now();
  readonly #errors: BatchLineError[];
  readonly #total: number;
  readonly #work: LocalBatch | null;
  #status: BatchStatus;
  #endedAtMs: number | null = null;
  #cancellingAtMs: number | null = null;
  /** Its result files, from the first result on. */
  #fileIds: { output: string | null; error: string | null } = { output: null, error: null };

  /** Throws `not_found` when the file is not there. */
  constructor(private readonly parts: BatchRecordParts) {
    const { ask, client, files, concurrency, pauseMs } = parts;
    const { lines, errors } = readLines(files.text(ask.inputFileId), ask.endpoint);
    this.#errors = errors;
    this.#total = lines.length;
    this.#status = errors.length > 0 ? 'failed' : 'in_progress';
    const kind: RequestKind = BATCH_ENDPOINTS[ask.endpoint] ?? 'chat';
    const expiresAtMs = this.#createdAtMs + ask.windowMs;
    const work = { client, kind, lines, concurrency, expiresAtMs, pauseMs };
    this.#work = errors.length > 0 ? null : new LocalBatch(work);
    if (errors.length > 0) this.#endedAtMs = this.#createdAtMs;
    void this.#work?.ended.then((status) => {
      this.#status = status;
      this.#endedAtMs = Date.now();
    });
  }

  reads(fileId: string): boolean {
    return this.#endedAtMs === null && this.parts.ask.inputFileId === fileId;
  }

  cancel(): BatchObject {
    if (this.#status === 'in_progress') {
      this.#status = 'cancelling';
      this.#cancellingAtMs = Date.now();
      this.#work?.cancel();
    }
    return this.view();
  }

  view(): BatchObject {
    const { id, ask } = this.parts;
    const endedAs = (status: BatchStatus) => (this.#status === status ? seconds(this.#endedAtMs) : null);
    return {
      id,
      object: 'batch',
      endpoint: ask.endpoint,
      errors: this.#errors.length > 0 ? { object: 'list', data: this.#errors } : null,
      input_file_id: ask.inputFileId,
      completion_window: ask.window,
      status: this.#status,
      output_file_id: this.#resultFile('output', this.#work?.answered ?? 0),
      error_file_id: this.#resultFile('error', this.#work?.failed ?? 0),
      created_at: Math.floor(this.#createdAtMs / 1000),
      in_progress_at: this.#work ? Math.floor(this.#createdAtMs / 1000) : null,
      expires_at: Math.floor((this.#createdAtMs + ask.windowMs) / 1000),
      finalizing_at: this.#work ? seconds(this.#endedAtMs) : null,
      completed_at: endedAs('completed'),
      failed_at: endedAs('failed'),
      expired_at: endedAs('expired'),
      cancelling_at: seconds(this.#cancellingAtMs),
      cancelled_at: endedAs('cancelled'),
      request_counts: {
        total: this.#total,
        completed: this.#work?.answered ?? 0,
        failed: this.#work?.failed ?? 0,
      },
      metadata: ask.metadata,
      spindle: { waiting_for: this.#endedAtMs === null ? (this.#work?.waitingFor ?? null) : null },
    };
  }

  #resultFile(kind: 'output' | 'error', count: number): string | null {
    const work = this.#work;
    if (!work || count === 0) return null;
    const add = () =>
      this.parts.files.add({
        name: `${this.parts.id}_${kind}.jsonl`,
        purpose: 'batch_output',
        content: () => work.results(kind === 'output'),
      });
    this.#fileIds[kind] ??= add();
    return this.#fileIds[kind];
  }
}

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.floor(ms / 1000));
