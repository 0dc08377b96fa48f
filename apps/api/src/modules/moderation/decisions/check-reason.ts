import { fail, ok, type Result } from '@spindle/shared';
import { isReasonCode, REASONS, type ReasonUse } from '@spindle/shared/reasons';

const MIN_WORDS_CHARS = 10;

/**
 * Whether a decision says why: by a code that fits it, in free words, or both. Words alone are the code `other`; an
 * approval needs neither. What the owner reads must say what to change.
 */
export function checkReason(
  use: ReasonUse,
  code: string | undefined,
  words: string | undefined,
): Result<{ code: string | null; words: string | null }, 'reason_required' | 'invalid_input'> {
  const free = words?.trim() || null;
  if (code !== undefined && !(isReasonCode(code) && REASONS[code].uses.includes(use))) {
    return fail('invalid_input', { field: 'code', hint: 'choose a reason of this decision' });
  }
  if (use === 'approve') return ok({ code: code ?? null, words: free });
  if ((code ?? 'other') === 'other' && (free?.length ?? 0) < MIN_WORDS_CHARS) return fail('reason_required');
  return ok({ code: code ?? 'other', words: free });
}
