import { errorText, type Fault } from '@spindle/shared';
import type { Finding } from '../self-test/finding.ts';

/** Where a command tells what it does: lines for people, or one JSON object per line for machines (`--json`). */
export interface Printer {
  /** @param facts for machines; people read `words`. */
  say(event: string, words: string, facts?: Record<string, unknown>): void;
  /** Something is under way, on screens that can take it back. */
  begin(words: string): void;
  /** What a check found; with what to do where something is wrong. */
  finding(finding: ShownFinding): void;
  /** What went wrong, and what to do. */
  fault(fault: Fault): void;
}

/** A finding whose fault may be of any table. */
export type ShownFinding = Omit<Finding, 'fault'> & { fault: { code: string } | null };

export interface Outlets {
  out: (line: string) => void;
  err: (line: string) => void;
  /** A screen that can go back in its line; files and pipes have none. */
  screen?: { write: (text: string) => void; hasColour: boolean };
}

const MARKS = { ok: '✔', warn: '!', bad: '✘' } as const;
const COLOURS = { ok: 32, warn: 33, bad: 31 } as const;
const NAME_WIDTH = 10;
/** Back to the beginning of the line, and clear it. */
const TAKE_BACK = '\r\u001b[2K';

export function makePrinter(outlets: Outlets, isJson: boolean, nowMs: () => number): Printer {
  return isJson ? jsonPrinter(outlets, nowMs) : plainPrinter(outlets);
}

function jsonPrinter({ out, err }: Outlets, nowMs: () => number): Printer {
  const line = (facts: object) => JSON.stringify({ at: new Date(nowMs()).toISOString(), ...facts });
  return {
    say: (event, words, facts = {}) => out(line({ event, words, ...facts })),
    begin: () => {},
    finding: ({ check, outcome, words, fault, facts }) =>
      out(line({ event: 'finding', check, outcome, words, code: fault?.code ?? null, facts })),
    fault: (fault) =>
      err(line({ event: 'fault', code: fault.code, facts: fault.facts ?? {}, words: errorText(fault) })),
  };
}

function plainPrinter({ out, err, screen }: Outlets): Printer {
  let isOpen = false;
  /** Of the finding that was shown last. */
  let lastBad: string | null = null;
  const clear = () => {
    if (isOpen) screen?.write(TAKE_BACK);
    isOpen = false;
  };
  const paint = (text: string, colour: number) => (screen?.hasColour ? `\u001b[${colour}m${text}\u001b[0m` : text);
  return {
    say: (_event, words) => {
      clear();
      out(words);
    },
    begin: (words) => {
      clear();
      screen?.write(`… ${words}`);
      isOpen = screen !== undefined;
    },
    finding: ({ check, outcome, words, fault }) => {
      clear();
      const code = fault ? ` [${fault.code}]` : '';
      // Of several engines each says its name; the column is of what is looked at.
      const [, engine] = /^engine (.+)$/.exec(check) ?? [];
      const name = engine ? 'engine' : check;
      const told = engine ? `${engine}${fault ? ':' : ''} ${words}` : words;
      lastBad = outcome === 'bad' ? (fault?.code ?? null) : null;
      out(`${paint(MARKS[outcome], COLOURS[outcome])} ${name.padEnd(NAME_WIDTH)} ${told}${code}`);
    },
    fault: (fault) => {
      clear();
      // Its own finding has just said it.
      const words = fault.code === lastBad ? 'this must be put right first' : errorText(fault);
      err(`spindle-node: ${words} [${fault.code}]`);
    },
  };
}
