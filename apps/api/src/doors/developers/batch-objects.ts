import { errorText } from '@spindle/shared';
import type { BatchFault, BatchView, FileView, PageOf } from '../../modules/batches/index.ts';

const seconds = (ms: number): number => Math.floor(ms / 1000);
const maybeSeconds = (ms: number | null): number | null => (ms === null ? null : seconds(ms));

/** OpenAI's file. */
export const toFileObject = ({ id, name, bytes, purpose, createdAtMs, expiresAtMs }: FileView) => ({
  id,
  object: 'file',
  bytes,
  created_at: seconds(createdAtMs),
  expires_at: maybeSeconds(expiresAtMs),
  filename: name,
  purpose,
  status: 'processed',
});

/** OpenAI's batch, with what it waits for. */
export function toBatchObject(batch: BatchView) {
  const { state } = batch;
  const endedAt = (wanted: BatchView['state']) => (state === wanted ? maybeSeconds(batch.endedAtMs) : null);
  return {
    id: batch.id,
    object: 'batch',
    endpoint: batch.endpoint,
    errors: batch.faults.length > 0 ? { object: 'list', data: batch.faults.map(toErrorObject) } : null,
    input_file_id: batch.inputFileId,
    completion_window: `${batch.windowSeconds / 3600}h`,
    status: state,
    output_file_id: batch.outputFileId,
    error_file_id: batch.errorFileId,
    created_at: seconds(batch.createdAtMs),
    in_progress_at: maybeSeconds(batch.beganAtMs),
    expires_at: seconds(batch.expiresAtMs),
    finalizing_at: batch.beganAtMs === null ? null : maybeSeconds(batch.endedAtMs),
    completed_at: endedAt('completed'),
    failed_at: endedAt('failed'),
    expired_at: endedAt('expired'),
    cancelling_at: maybeSeconds(batch.cancellingAtMs),
    cancelled_at: endedAt('cancelled'),
    request_counts: { total: batch.counts.total, completed: batch.counts.answered, failed: batch.counts.failed },
    metadata: batch.metadata,
    spindle: { waiting_for: batch.waitingFor },
  };
}

const toErrorObject = ({ fault, line }: BatchFault) => ({
  code: fault.code,
  message: errorText(fault),
  line,
  param: typeof fault.facts?.field === 'string' ? fault.facts.field : null,
});

/** OpenAI's list of a page. */
export function toListObject<Item, Object extends { id: string }>(
  page: PageOf<Item>,
  toObject: (item: Item) => Object,
) {
  const data = page.items.map(toObject);
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: page.hasMore,
  };
}
