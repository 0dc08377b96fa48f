import { errorText, type Fault, fail, ok, type RequestKind, type Result } from '@spindle/shared';
import * as z from 'zod/mini';
import { parseJson } from '../respond.ts';
import type { BatchLineError } from './shapes.ts';

/** The endpoints that a batch may be for. */
export const BATCH_ENDPOINTS: Readonly<Record<string, RequestKind>> = {
  '/v1/chat/completions': 'chat',
  '/v1/completions': 'completion',
  '/v1/embeddings': 'embeddings',
};

export interface BatchLine {
  /** From 1. */
  number: number;
  customId: string;
  body: object;
}

const MAX_LINES = 50_000;

const LineSchema = z.looseObject({
  custom_id: z.string().check(z.minLength(1), z.maxLength(512)),
  method: z.literal('POST'),
  url: z.string(),
  body: z.looseObject({ model: z.string().check(z.minLength(1)) }),
});

const HINTS: Record<string, string> = {
  custom_id: 'Use a text of 1 to 512 characters.',
  method: 'Use POST.',
  url: 'Use the endpoint of the batch.',
  body: 'Put the request there, with its model.',
};

/**
 * The lines of a batch's file; blank ones are left out. All that is wrong is told, each with its line.
 * Codes: `batch_file_empty`, `batch_too_many_lines`, `batch_line_json`, `batch_line_field`, `batch_line_duplicate`.
 */
export function readLines(text: string, endpoint: string): { lines: BatchLine[]; errors: BatchLineError[] } {
  const lines: BatchLine[] = [];
  const errors: BatchLineError[] = [];
  const firstOf = new Map<string, number>();
  for (const [at, words] of text.split('\n').entries()) {
    if (!words.trim()) continue;
    const number = at + 1;
    const line = readLine(words, number, endpoint);
    const first = line.ok ? firstOf.get(line.value.customId) : undefined;
    if (!line.ok) errors.push(errorOf(line.fault, number));
    else if (first) errors.push(errorOf({ code: 'batch_line_duplicate', facts: { line: number, first } }, number));
    else lines.push(line.value);
    if (line.ok && !first) firstOf.set(line.value.customId, number);
  }
  if (lines.length + errors.length === 0) errors.push(errorOf({ code: 'batch_file_empty' }, null));
  if (lines.length > MAX_LINES) {
    errors.push(errorOf({ code: 'batch_too_many_lines', facts: { limit: MAX_LINES } }, null));
  }
  return { lines, errors };
}

function readLine(words: string, line: number, endpoint: string): Result<BatchLine> {
  const parsed = LineSchema.safeParse(parseJson(words));
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '');
    return field
      ? fail('batch_line_field', { line, field, hint: HINTS[field] ?? '' })
      : fail('batch_line_json', { line });
  }
  const { custom_id: customId, url, body } = parsed.data;
  if (url !== endpoint) return fail('batch_line_field', { line, field: 'url', hint: HINTS.url ?? '' });
  if (body.stream === true) {
    return fail('batch_line_field', { line, field: 'body.stream', hint: 'Answers of a batch are not streamed.' });
  }
  return ok({ number: line, customId, body });
}

const errorOf = (fault: Fault, line: number | null): BatchLineError => ({
  code: fault.code,
  message: errorText(fault),
  line,
  param: fault.facts?.field === undefined ? null : String(fault.facts.field),
});
