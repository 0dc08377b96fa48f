import type { ErrorCode } from '@spindle/shared';

/** OpenAI's objects of files and batches, as far as we fill them. A test holds them to the official client's types. */

export interface FileObject {
  id: string;
  object: 'file';
  bytes: number;
  /** Unix time in seconds, as all times here. */
  created_at: number;
  filename: string;
  purpose: 'batch' | 'batch_output';
  status: 'processed';
}

export type BatchStatus =
  | 'validating'
  | 'failed'
  | 'in_progress'
  | 'completed'
  | 'expired'
  | 'cancelling'
  | 'cancelled';

export type WaitingFor = 'idle_capacity' | 'funds';

export interface BatchLineError {
  code: ErrorCode;
  message: string;
  line: number | null;
  param: string | null;
}

export interface BatchObject {
  id: string;
  object: 'batch';
  endpoint: string;
  errors: { object: 'list'; data: BatchLineError[] } | null;
  input_file_id: string;
  completion_window: string;
  status: BatchStatus;
  output_file_id: string | null;
  error_file_id: string | null;
  created_at: number;
  in_progress_at: number | null;
  expires_at: number;
  finalizing_at: number | null;
  completed_at: number | null;
  failed_at: number | null;
  expired_at: number | null;
  cancelling_at: number | null;
  cancelled_at: number | null;
  request_counts: { total: number; completed: number; failed: number };
  metadata: Record<string, string> | null;
  /** Why it does not go on, while it does not. */
  spindle: { waiting_for: WaitingFor | null };
}
