import { isErrorCode } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import type { BatchRow } from './batches.repo.ts';
import { KEEP_MS } from './deps.ts';
import { toBatchId, toFileId } from './ids.ts';
import { type ResultRow, readResults } from './lines.repo.ts';
import { unansweredLine } from './result-lines.ts';
import { customIdPlace, linePlace, type Seal } from './seals.ts';
import type { FileView } from './shapes.ts';

export type ResultKind = 'output' | 'error';
const RESULTS_AT_ONCE = 200;

/** The output and error file of a batch, as soon as there is something in them. */
export function resultFilesOf(row: BatchRow): (FileView & { kind: ResultKind })[] {
  const of = (kind: ResultKind, uuid: string | null, count: number, bytes: string) =>
    uuid === null || count === 0 ? [] : [viewOf(row, kind, uuid, Number(bytes))];
  return [
    ...of('output', row.output_file_id, row.answered, row.output_bytes),
    ...of('error', row.error_file_id, row.failed, row.error_bytes),
  ];
}

const viewOf = (row: BatchRow, kind: ResultKind, uuid: string, bytes: number): FileView & { kind: ResultKind } => ({
  id: toFileId(uuid),
  kind,
  name: `${toBatchId(row.id)}_${kind}.jsonl`,
  bytes,
  purpose: 'batch_output',
  createdAtMs: (row.began_at ?? row.created_at).getTime(),
  expiresAtMs: row.ended_at && row.ended_at.getTime() + KEEP_MS,
});

/** What has been done so far, in the order of the input file; a batch in work grows. */
export async function* resultsOf(
  { pool }: Pick<Database, 'pool'>,
  row: BatchRow,
  kind: ResultKind,
  seal: Seal,
): AsyncGenerator<Buffer, void> {
  const name = { accountId: row.account_id, id: row.id };
  const state = kind === 'output' ? 'answered' : 'failed';
  for (let after = 0; ; ) {
    const rows = await readResults(pool, name, state, { after, limit: RESULTS_AT_ONCE });
    if (rows.length > 0) yield Buffer.concat(rows.map((line) => lineOf(row.id, line, seal)));
    after = rows.at(-1)?.line ?? after;
    if (rows.length < RESULTS_AT_ONCE) return;
  }
}

function lineOf(batchId: string, { line, name, result, reason }: ResultRow, seal: Seal): Buffer {
  const opened = result ? seal.open(linePlace(line), result) : seal.open(customIdPlace(line), name);
  if (!opened) throw new Error('a result of a batch is damaged');
  if (result) return opened;
  const code = reason !== null && isErrorCode(reason) ? reason : 'internal';
  return Buffer.from(unansweredLine(batchId, line, String(JSON.parse(opened.toString('utf8'))), code));
}
