import { errorEntry, errorText, type Fault } from '@spindle/shared';

/** A fault in OpenAI's form: `{ error: { message, type, code, param, facts } }`. */
export const errorBody = (fault: Fault) => ({
  error: {
    message: errorText(fault),
    type: errorEntry(fault.code).type,
    code: fault.code,
    param: null,
    ...(fault.facts && { facts: fault.facts }),
  },
});
