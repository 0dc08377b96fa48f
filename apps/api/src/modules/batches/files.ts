import { fail, ok, type Result } from '@spindle/shared';
import { type BatchRow, dropResults, findBatchOfFile, isFileInUse, listBatches } from './batches.repo.ts';
import type { BatchesDeps } from './deps.ts';
import { FileParts } from './file-parts.ts';
import { deleteFile, type FileRow, findFile, listFiles as listRows } from './files.repo.ts';
import { toFileId, uuidOf } from './ids.ts';
import { type ResultKind, resultFilesOf, resultsOf } from './result-files.ts';
import { batchSeal, fileSeal, METADATA_PLACE, NAME_PLACE, type Seal } from './seals.ts';
import type { Caller, FilePage, FileView, PageOf } from './shapes.ts';

type Deps = Pick<BatchesDeps, 'db'>;
export type FileRefusal = 'not_found' | 'file_locked';

/** A file that a secret has opened. */
type Found = { view: FileView } & (
  | { kind: 'input'; row: FileRow; seal: Seal }
  | { kind: ResultKind; batch: BatchRow; seal: Seal }
);

/** A key's files that its secret opens, newest first; the results of its batches among them. */
export async function listFiles({ db }: Deps, caller: Caller, page: FilePage): Promise<PageOf<FileView>> {
  const [uploads, batches] = await Promise.all([
    listRows(db.pool, caller),
    listBatches(db.pool, caller.accountId, { before: null, limit: null }),
  ]);
  const views = [
    ...uploads.flatMap((row) => inputOf(caller, row)?.view ?? []),
    ...batches.filter(({ api_key_id }) => api_key_id === caller.apiKeyId).flatMap(resultFilesOf),
  ]
    .filter(({ purpose }) => page.purpose === undefined || purpose === page.purpose)
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1));
  const start = page.after === undefined ? 0 : views.findIndex(({ id }) => id === page.after) + 1;
  const items = views.slice(start, start + page.limit);
  return { items: items.map(withoutKind), hasMore: start + items.length < views.length };
}

export async function findFileView(deps: Deps, caller: Caller, id: string): Promise<Result<FileView, FileRefusal>> {
  const found = await open(deps, caller, id);
  return found.ok ? ok(withoutKind(found.value.view)) : found;
}

/** A file's bytes, opened as they are read. */
export async function fileContent(
  deps: Deps,
  caller: Caller,
  id: string,
): Promise<Result<{ view: FileView; content: AsyncIterable<Buffer> }, FileRefusal>> {
  const found = await open(deps, caller, id);
  if (!found.ok) return found;
  const { value } = found;
  const content =
    value.kind === 'input'
      ? new FileParts(deps.db, { accountId: caller.accountId, ...value.row }, value.seal).all()
      : resultsOf(deps.db, value.batch, value.kind, value.seal);
  return ok({ view: withoutKind(value.view), content });
}

export async function removeFile(
  deps: Deps,
  caller: Caller,
  id: string,
): Promise<Result<null, FileRefusal | 'file_in_use'>> {
  const found = await open(deps, caller, id);
  if (!found.ok) return found;
  const { value } = found;
  if (value.kind !== 'input') {
    if (value.batch.ended_at === null) return fail('file_in_use');
    await dropResults(deps.db.pool, value.batch, value.kind);
    return ok(null);
  }
  if (await isFileInUse(deps.db.pool, caller.accountId, value.row.id)) return fail('file_in_use');
  await deleteFile(deps.db, caller.accountId, value.row.id);
  return ok(null);
}

/** Files are their key's own: those of another key are not there. */
async function open({ db }: Deps, caller: Caller, id: string): Promise<Result<Found, FileRefusal>> {
  const uuid = uuidOf('file', id);
  const row = uuid && (await findFile(db.pool, caller.accountId, uuid));
  if (row && row.api_key_id === caller.apiKeyId) {
    const found = inputOf(caller, row);
    return found ? ok(found) : fail('file_locked');
  }
  const batch = uuid && (await findBatchOfFile(db.pool, caller.accountId, uuid));
  const view = batch && resultFilesOf(batch).find((it) => it.id === id);
  if (!view || batch.api_key_id !== caller.apiKeyId) return fail('not_found', { what: 'file' });
  const seal = batchSeal(caller.apiKeyText, batch);
  return seal.open(METADATA_PLACE, batch.metadata) ? ok({ kind: view.kind, view, batch, seal }) : fail('file_locked');
}

function inputOf(caller: Caller, row: FileRow): Extract<Found, { kind: 'input' }> | null {
  const seal = fileSeal(caller.apiKeyText, row);
  const name = seal.open(NAME_PLACE, row.name)?.toString('utf8');
  if (name === undefined) return null;
  const times = { createdAtMs: row.created_at.getTime(), expiresAtMs: row.expires_at.getTime() };
  return {
    kind: 'input',
    row,
    seal,
    view: { id: toFileId(row.id), name, bytes: row.bytes, purpose: 'batch', ...times },
  };
}

const withoutKind = ({ id, name, bytes, purpose, createdAtMs, expiresAtMs }: FileView): FileView => ({
  ...{ id, name, bytes, purpose, createdAtMs, expiresAtMs },
});
