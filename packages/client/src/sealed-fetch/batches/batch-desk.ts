import { FaultError, uuidv7 } from '@spindle/shared';
import type { Client } from '../../create-client.ts';
import { type BatchAsk, readBatchAsk } from './batch-ask.ts';
import { BatchRecord } from './batch-record.ts';
import { LocalFiles } from './local-files.ts';
import { pageOf } from './page.ts';
import { readUpload } from './read-upload.ts';

export interface BatchDeskOptions {
  concurrency?: number | undefined;
  /** For tests. */
  pauseMs?: number | undefined;
}

const DEFAULT_CONCURRENCY = 4;
const DEFAULT_PAUSE_MS = 1_000;

/**
 * OpenAI's `/files` and `/batches`, inside this process: a file never leaves it, and each line is sealed for itself and
 * asked on idle capacity. It lives as long as the process does.
 */
export class BatchDesk {
  readonly #files = new LocalFiles();
  readonly #batches = new Map<string, BatchRecord>();

  constructor(
    private readonly client: Client,
    private readonly options: BatchDeskOptions,
  ) {}

  get isEmpty(): boolean {
    return this.#files.isEmpty && this.#batches.size === 0;
  }

  /** @returns null for what is not for here. Throws the fault that a caller is told. */
  async answer(request: Request, pathname: string): Promise<Response | null> {
    const [, what, id, action] = /\/(files|batches)(?:\/([^/]+)(?:\/(content|cancel))?)?$/.exec(pathname) ?? [];
    const route = `${request.method} ${what}${id ? '/id' : ''}${action ? `/${action}` : ''}`;
    const page = new URL(request.url).searchParams;
    switch (route) {
      case 'POST files':
        return Response.json(this.#files.view(this.#files.add(await readUpload(request))));
      case 'GET files':
        return Response.json(pageOf(this.#files.list(), page));
      case 'GET files/id':
        return Response.json(this.#files.view(id ?? ''));
      case 'DELETE files/id':
        return this.#deleteFile(id ?? '');
      case 'GET files/id/content':
        return new Response(new Uint8Array(this.#files.bytes(id ?? '')), { headers: JSONL });
      case 'POST batches':
        return Response.json(this.#begin(readBatchAsk(await request.text())).view());
      case 'GET batches':
        return Response.json(
          pageOf(
            [...this.#batches.values()].reverse().map((batch) => batch.view()),
            page,
          ),
        );
      case 'GET batches/id':
        return Response.json(this.#find(id ?? '').view());
      case 'POST batches/id/cancel':
        return Response.json(this.#find(id ?? '').cancel());
      default:
        return null;
    }
  }

  #begin(ask: BatchAsk): BatchRecord {
    const { client } = this;
    const { concurrency = DEFAULT_CONCURRENCY, pauseMs = DEFAULT_PAUSE_MS } = this.options;
    const id = `batch_${uuidv7(Date.now()).replaceAll('-', '')}`;
    const batch = new BatchRecord({ id, ask, client, files: this.#files, concurrency, pauseMs });
    this.#batches.set(id, batch);
    return batch;
  }

  #find(id: string): BatchRecord {
    const batch = this.#batches.get(id);
    if (!batch) throw new FaultError({ code: 'not_found', facts: { what: 'batch' } });
    return batch;
  }

  /** A file that a batch still reads stays. */
  #deleteFile(id: string): Response {
    const isRead = [...this.#batches.values()].some((batch) => batch.reads(id));
    if (isRead) throw new FaultError({ code: 'file_in_use' });
    this.#files.delete(id);
    return Response.json({ id, object: 'file', deleted: true });
  }
}

const JSONL = { 'content-type': 'application/octet-stream' };
