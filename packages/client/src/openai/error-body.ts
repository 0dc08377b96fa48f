import { errorEntry, errorText, type Fault } from '@spindle/shared';

/** A fault in OpenAI's form: `{ error: { message, type, code, param, facts } }`. */
export const errorBody = (fault: Fault) => ({
  error: {
    message: errorText(fault),
    type: errorEntry(fault.code).type,
    code: fault.code,
    param: paramOf(fault),
    ...(fault.facts && { facts: fault.facts }),
  },
});

/** The parameter that is at fault, where one is. */
function paramOf({ code, facts }: Fault): string | null {
  if (code === 'parameter_unsupported') return String(facts?.parameter ?? '') || null;
  if (code === 'invalid_input') return String(facts?.field ?? '') || null;
  return code === 'model_unknown' || code === 'model_kind' ? 'model' : null;
}
