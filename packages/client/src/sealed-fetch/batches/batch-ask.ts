import { FaultError } from '@spindle/shared';
import * as z from 'zod/mini';
import { parseJson } from '../respond.ts';
import { BATCH_ENDPOINTS } from './read-lines.ts';

export interface BatchAsk {
  inputFileId: string;
  endpoint: string;
  /** As it was written: `24h`. */
  window: string;
  windowMs: number;
  metadata: Record<string, string> | null;
}

const AskSchema = z.looseObject({
  input_file_id: z.string(),
  endpoint: z.string().check(z.refine((path) => path in BATCH_ENDPOINTS)),
  completion_window: z.string().check(z.refine((words) => windowMsOf(words) !== null)),
  metadata: z.nullish(z.record(z.string(), z.string())),
});

const HINTS: Record<string, string> = {
  endpoint: `one of ${Object.keys(BATCH_ENDPOINTS).join(', ')}`,
  completion_window: 'hours, from "1h" to "168h"',
  input_file_id: 'the id of a file that was uploaded with purpose "batch"',
};

/** Reads the body of `POST /batches`. Throws `parameter_unsupported`. */
export function readBatchAsk(text: string): BatchAsk {
  const parsed = AskSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const parameter = String(parsed.error.issues[0]?.path[0] ?? 'body');
    const hint = HINTS[parameter] ?? 'its value has a wrong type or is out of range';
    throw new FaultError({ code: 'parameter_unsupported', facts: { parameter, hint } });
  }
  const { input_file_id: inputFileId, endpoint, completion_window: window, metadata = null } = parsed.data;
  return { inputFileId, endpoint, window, windowMs: windowMsOf(window) ?? 0, metadata };
}

const HOUR_MS = 3_600_000;
const MOST_HOURS = 168;

function windowMsOf(words: string): number | null {
  const hours = Number(/^(\d{1,3})h$/.exec(words)?.[1]);
  return hours >= 1 && hours <= MOST_HOURS ? hours * HOUR_MS : null;
}
