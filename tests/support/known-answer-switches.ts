/** How the known-answer engine may misbehave. Those with a place (`at`) speak so many words first. */
export const FAULTS = [
  /** Reads the request and never answers. */
  'hang',
  /** Answers, `delayMs` late: before the headers, or between headers and first word. */
  'late-headers',
  'late-body',
  'http-500',
  'http-429',
  /** The connection breaks. */
  'cut-before-headers',
  'cut-after-headers',
  'cut-mid-stream',
  /** The stream ends in good order, without finish reason and `[DONE]`. */
  'end-mid-stream',
  'malformed-sse',
  /** Half a JSON object in a whole event. */
  'half-json',
  'error-mid-stream',
  /** Speaks no more, and keeps the connection. */
  'silence',
  'two-usages',
  'no-usage',
  /** Tells a hundred times the tokens. */
  'wrong-counts',
] as const;
export type EngineFault = (typeof FAULTS)[number];

/** What one answer is like. */
export interface Switches {
  words: number;
  /** Pause before the first word, and between words. */
  firstMs: number;
  everyMs: number;
  fault: EngineFault | null;
  /** Words that come before a fault in mid-stream. */
  at: number;
  delayMs: number;
}

/**
 * Switches stand in the prompt, which is all that reaches an engine through the market: `#words=40 #every=5 #first=20
 * #fault=silence #at=7 #delay=300`. A fault that a prompt asks for hits answers that begin; one that goes on is served,
 * or no other machine could take over.
 */
export function readSwitches(prompt: string, defaults: Switches, isGoingOn: boolean): Switches {
  const said = new Map([...prompt.matchAll(/#(\w+)=([\w-]+)/g)].map(([, name, value]) => [name, value]));
  const number = (name: string, otherwise: number) => Number(said.get(name) ?? otherwise);
  const fault = FAULTS.find((known) => known === said.get('fault'));
  return {
    words: number('words', defaults.words),
    firstMs: number('first', defaults.firstMs),
    everyMs: number('every', defaults.everyMs),
    fault: (isGoingOn ? null : fault) ?? defaults.fault,
    at: number('at', defaults.at),
    delayMs: number('delay', defaults.delayMs),
  };
}
