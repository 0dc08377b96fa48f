import { fail, ok, type Result } from '@spindle/shared';
import type * as z from 'zod';

/** Reads what a schema names. Refusals name the parameter, never its value. */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): Result<z.output<Schema>> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    return fail('parameter_unsupported', { parameter: issue.keys[0] ?? 'body', hint: 'leave it out' });
  }
  const field = (issue?.path ?? []).map(String).join('.') || 'body';
  return fail('invalid_input', { field, hint: issue?.message ?? '' });
}
