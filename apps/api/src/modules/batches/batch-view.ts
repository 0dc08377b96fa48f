import * as z from 'zod/mini';
import type { BatchRow } from './batches.repo.ts';
import { toBatchId, toFileId } from './ids.ts';
import { resultFilesOf } from './result-files.ts';
import { batchSeal, METADATA_PLACE } from './seals.ts';
import { type BatchView, type Caller, ENDED_STATES, type WaitingFor } from './shapes.ts';

const MetadataSchema = z.nullable(z.record(z.string(), z.string()));

export function toBatchView(row: BatchRow, caller: Caller, nowMs: number): BatchView {
  const files = resultFilesOf(row);
  const at = (date: Date | null) => date?.getTime() ?? null;
  return {
    id: toBatchId(row.id),
    endpoint: row.endpoint,
    inputFileId: toFileId(row.input_file_id),
    outputFileId: files.find(({ kind }) => kind === 'output')?.id ?? null,
    errorFileId: files.find(({ kind }) => kind === 'error')?.id ?? null,
    windowSeconds: row.window_seconds,
    state: row.state,
    faults: row.faults,
    counts: { total: row.total, answered: row.answered, failed: row.failed },
    waitingFor: waitingFor(row, nowMs),
    metadata: metadataOf(row, caller),
    createdAtMs: row.created_at.getTime(),
    beganAtMs: at(row.began_at),
    cancellingAtMs: at(row.cancelling_at),
    endedAtMs: at(row.ended_at),
    expiresAtMs: row.expires_at.getTime(),
  };
}

/** Whoever works on a batch renews its lease; where none is alive, nobody knows its key. */
function waitingFor(row: BatchRow, nowMs: number): WaitingFor | null {
  if (ENDED_STATES.has(row.state)) return null;
  return row.lease_until && row.lease_until.getTime() > nowMs ? row.waiting_for : 'owner_poll';
}

function metadataOf(row: BatchRow, { apiKeyText }: Caller): BatchView['metadata'] {
  const opened = batchSeal(apiKeyText, row).open(METADATA_PLACE, row.metadata);
  return opened && MetadataSchema.parse(JSON.parse(opened.toString('utf8')));
}
