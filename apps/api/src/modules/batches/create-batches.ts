import { randomUUID } from 'node:crypto';
import { fail, ok, type Result, uuidv7 } from '@spindle/shared';
import { keyHashOf } from '../accounts/index.ts';
import { type BatchKeys, BatchRun } from './batch-run.ts';
import { toBatchView } from './batch-view.ts';
import {
  findBatch,
  findUnfinished,
  insertBatch,
  listBatches,
  markCancelling,
  type UnfinishedRow,
} from './batches.repo.ts';
import type { BatchesDeps } from './deps.ts';
import { dropExpired } from './drop-expired.ts';
import { type FileRefusal, fileContent, findFileView, listFiles, removeFile } from './files.ts';
import { uuidOf } from './ids.ts';
import { batchSeal, fileSeal, METADATA_PLACE, NAME_PLACE, newSalt } from './seals.ts';
import type { BatchInput, BatchView, Caller, FileInput, FilePage, FileView, Page, PageOf } from './shapes.ts';
import { Slots } from './slots.ts';
import { storeFile } from './store-file.ts';

/** Files, and the batches that run over them. Any call with the right secret lets batches of that key go on here. */
export interface Batches {
  storeFile(caller: Caller, input: FileInput): Promise<Result<FileView>>;
  listFiles(caller: Caller, page: FilePage): Promise<PageOf<FileView>>;
  findFile(caller: Caller, id: string): Promise<Result<FileView, FileRefusal>>;
  fileContent(
    caller: Caller,
    id: string,
  ): Promise<Result<{ view: FileView; content: AsyncIterable<Buffer> }, FileRefusal>>;
  removeFile(caller: Caller, id: string): Promise<Result<null, FileRefusal | 'file_in_use'>>;
  /** Refusals: `not_found`, `file_locked`, `invalid_input` (the file is none of an upload). */
  create(caller: Caller, input: BatchInput): Promise<Result<BatchView>>;
  find(caller: Caller, id: string): Promise<Result<BatchView, 'not_found'>>;
  /** The account's, newest first. */
  list(caller: Caller, page: Page): Promise<PageOf<BatchView>>;
  /** Lines in work end; the others have no turn. Of a batch that has ended: nothing changes. */
  cancel(caller: Caller, id: string): Promise<Result<BatchView, 'not_found'>>;
  /** Clockwork: ends what nobody ends, and drops what is too old. */
  dropExpired(): Promise<void>;
  /** Batches that this broker works on: their keys are in its memory. */
  readonly running: number;
  /** Takes no more lines, and resolves when those in work have ended. */
  stop(): Promise<void>;
}

export function createBatches(deps: BatchesDeps): Batches {
  const { db, clock } = deps;
  const runnerId = randomUUID();
  const slots = new Slots(deps.limits.maxLinesAtOnce);
  const runs = new Map<string, { run: BatchRun; ended: Promise<void> }>();
  let isStopped = false;

  function start(caller: Caller, id: string, keys: BatchKeys): void {
    if (isStopped || runs.has(id)) return;
    const run = new BatchRun(deps, runnerId, slots, { accountId: caller.accountId, id }, keys);
    const ended = run.run().finally(() => runs.delete(id));
    runs.set(id, { run, ended });
  }

  /** Lets the batches of this caller's key go on that nobody here works on. */
  async function supply(caller: Caller): Promise<void> {
    for (const row of await findUnfinished(db.pool, caller)) {
      const keys = runs.has(row.id) ? null : keysOf(caller, row);
      if (keys) start(caller, row.id, keys);
    }
  }

  async function find(caller: Caller, id: string): Promise<Result<BatchView, 'not_found'>> {
    const uuid = uuidOf('batch', id);
    const row = uuid && (await findBatch(db.pool, caller.accountId, uuid));
    if (!row) return fail('not_found', { what: 'batch' });
    const view = toBatchView(row, caller, clock.nowMs());
    const isHere = runs.has(row.id) && view.waitingFor === 'owner_poll';
    return ok(isHere ? { ...view, waitingFor: null } : view);
  }

  return {
    storeFile: (caller, input) => storeFile(deps, caller, input),
    listFiles: (caller, page) => listFiles(deps, caller, page),
    findFile: (caller, id) => findFileView(deps, caller, id),
    fileContent: (caller, id) => fileContent(deps, caller, id),
    removeFile: (caller, id) => removeFile(deps, caller, id),
    create: async (caller, input) => {
      const file = await findFileView(deps, caller, input.inputFileId);
      if (!file.ok) return file;
      const inputFileId = uuidOf('file', input.inputFileId);
      if (inputFileId === null || file.value.purpose !== 'batch') return wrongFile();
      const nowMs = clock.nowMs();
      const batch = { id: uuidv7(nowMs), salt: newSalt() };
      const seal = batchSeal(caller.apiKeyText, batch);
      await insertBatch(db.pool, {
        ...{ ...batch, account_id: caller.accountId, api_key_id: caller.apiKeyId, input_file_id: inputFileId },
        ...{ output_file_id: uuidv7(nowMs), error_file_id: uuidv7(nowMs), endpoint: input.endpoint },
        metadata: seal.seal(METADATA_PLACE, Buffer.from(JSON.stringify(input.metadata))),
        window_seconds: input.windowSeconds,
        created_at: new Date(nowMs),
        expires_at: new Date(nowMs + input.windowSeconds * 1000),
      });
      await supply(caller);
      return find(caller, `batch_${batch.id.replaceAll('-', '')}`);
    },
    find: async (caller, id) => {
      await supply(caller);
      return find(caller, id);
    },
    list: async (caller, { after, limit }) => {
      await supply(caller);
      const before = after === undefined ? null : uuidOf('batch', after);
      const rows = await listBatches(db.pool, caller.accountId, { before, limit: limit + 1 });
      const items = rows.slice(0, limit).map((row) => toBatchView(row, caller, clock.nowMs()));
      return { items, hasMore: rows.length > limit };
    },
    cancel: async (caller, id) => {
      const uuid = uuidOf('batch', id);
      if (uuid) await markCancelling(db.pool, caller.accountId, uuid, clock.nowMs());
      await supply(caller);
      if (uuid) runs.get(uuid)?.run.wake();
      return find(caller, id);
    },
    dropExpired: () => dropExpired(deps),
    get running() {
      return runs.size;
    },
    stop: async () => {
      isStopped = true;
      const all = [...runs.values()];
      for (const { run } of all) run.stop();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

/** Null for a secret that is not the one that the file was uploaded with. */
function keysOf({ apiKeyText }: Caller, row: UnfinishedRow): BatchKeys | null {
  const file = { id: row.file_id, salt: row.file_salt };
  const seal = fileSeal(apiKeyText, file);
  if (!seal.open(NAME_PLACE, row.file_name)) return null;
  return {
    keyHash: keyHashOf(apiKeyText),
    fileId: row.file_id,
    fileParts: row.file_parts,
    fileSeal: seal,
    batchSeal: batchSeal(apiKeyText, row),
  };
}

const wrongFile = (): Result<never> =>
  fail('invalid_input', { field: 'input_file_id', hint: 'Use a file that was uploaded with the purpose batch.' });
