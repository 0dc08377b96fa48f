import { type ErrorCode, errorText, type Fault, fail, type SelfTestFinding } from '@spindle/shared';

type Facts = Record<string, string | number>;

/** One thing that was looked at. `bad` keeps the machine from working, `warn` costs it something. */
export interface Finding {
  check: string;
  outcome: 'ok' | 'warn' | 'bad';
  /** For people: what was found. */
  words: string;
  /** What is wrong; its text says what to do. Null where all is well. */
  fault: Fault | null;
  facts: Facts;
}

export const fine = (check: string, words: string, facts: Facts = {}): Finding => ({
  ...{ check, outcome: 'ok', words, fault: null, facts },
});

export const warning = (check: string, code: ErrorCode, facts: Facts = {}): Finding =>
  withFault(check, 'warn', fail(code, facts).fault);

export const failing = (check: string, fault: Fault): Finding => withFault(check, 'bad', fault);

function withFault(check: string, outcome: 'warn' | 'bad', fault: Fault): Finding {
  return { check, outcome, words: errorText(fault), fault, facts: fault.facts ?? {} };
}

const FACT_NAME = /^[a-zA-Z]{1,40}$/;

/** As the market keeps it: codes and numbers. What is no fact of the report's form is left out. */
export function toReportFinding({ check, outcome, fault, facts }: Finding): SelfTestFinding {
  const kept = Object.entries(facts)
    .filter(([name, value]) => FACT_NAME.test(name) && value !== '')
    .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 200) : value] as const);
  return { check: check.slice(0, 200), outcome, code: fault?.code ?? null, facts: Object.fromEntries(kept) };
}
