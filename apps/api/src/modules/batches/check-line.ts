import { fail, ok, type Result } from '@spindle/shared';
import * as z from 'zod';

/** The endpoints that a line may name. */
export const BATCH_ENDPOINTS = ['/v1/chat/completions', '/v1/completions', '/v1/embeddings'] as const;

const LineSchema = z.looseObject({
  custom_id: z.string().min(1).max(512),
  method: z.literal('POST'),
  url: z.string(),
  body: z.looseObject({ model: z.string().min(1) }),
});
export type BatchLine = z.output<typeof LineSchema>;

const HINTS: Record<string, string> = {
  custom_id: 'Use a text of 1 to 512 characters.',
  method: 'Use POST.',
  url: 'Use the endpoint of the batch.',
  body: 'Put the request there, with its model.',
};

/** Reads a line of a batch. The text of a refusal names its place, never what stands there. */
export function checkLine(text: string, line: number, endpoint: string): Result<BatchLine> {
  const parsed = LineSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '');
    return field ? wrong(line, field) : fail('batch_line_json', { line });
  }
  if (parsed.data.url !== endpoint) return wrong(line, 'url', `Use ${endpoint}, the endpoint of the batch.`);
  if (parsed.data.body.stream === true) return wrong(line, 'body.stream', 'Answers of a batch are not streamed.');
  return ok(parsed.data);
}

const wrong = (line: number, field: string, hint = HINTS[field] ?? ''): Result<never> =>
  fail('batch_line_field', { line, field, hint });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
