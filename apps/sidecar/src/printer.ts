import { errorText, type Fault } from '@spindle/shared';
import type { RequestNote } from './create-sidecar.ts';

/** Where the program tells what it does: lines for people, or one JSON object per line (`--json`). */
export interface Printer {
  /** @param facts for machines; people read `words`. */
  say(event: string, words: string, facts?: Record<string, unknown>): void;
  warn(event: string, words: string): void;
  fault(fault: Fault): void;
  request(note: RequestNote): void;
}

export interface Outlets {
  out: (line: string) => void;
  err: (line: string) => void;
}

export function makePrinter({ out, err }: Outlets, isJson: boolean, nowMs: () => number): Printer {
  const line = (facts: object) => JSON.stringify({ at: new Date(nowMs()).toISOString(), ...facts });
  if (isJson) {
    return {
      say: (event, words, facts = {}) => out(line({ event, words, ...facts })),
      warn: (event, words) => err(line({ event, words })),
      fault: ({ code, facts = {} }) => err(line({ event: 'fault', code, facts, words: errorText({ code, facts }) })),
      request: (note) => out(line({ event: 'request', ...note })),
    };
  }
  return {
    say: (_, words) => out(words),
    warn: (_, words) => err(`spindle-sidecar: ${words}`),
    fault: (fault) => err(`spindle-sidecar: ${errorText(fault)}`),
    request: ({ route, status, ms, kind }) => out(`${status} ${route} ${ms} ms${kind ? ` (${kind})` : ''}`),
  };
}
