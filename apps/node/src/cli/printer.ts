import { errorText, type Fault } from '@spindle/shared';

/** Where a command tells what it does: lines for people, or one JSON object per line for machines (`--json`). */
export interface Printer {
  /** @param facts for machines; people read `words`. */
  say(event: string, words: string, facts?: Record<string, unknown>): void;
  /** What went wrong, and what to do. */
  fault(fault: Fault): void;
}

export interface Outlets {
  out: (line: string) => void;
  err: (line: string) => void;
}

export function makePrinter({ out, err }: Outlets, isJson: boolean, nowMs: () => number): Printer {
  if (!isJson) {
    return { say: (_event, words) => out(words), fault: (fault) => err(`spindle-node: ${errorText(fault)}`) };
  }
  const line = (facts: object) => JSON.stringify({ at: new Date(nowMs()).toISOString(), ...facts });
  return {
    say: (event, words, facts = {}) => out(line({ event, words, ...facts })),
    fault: (fault) =>
      err(line({ event: 'fault', code: fault.code, facts: fault.facts ?? {}, words: errorText(fault) })),
  };
}
