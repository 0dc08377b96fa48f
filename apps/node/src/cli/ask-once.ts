import { createInterface } from 'node:readline/promises';

/** Asks the person in front of the screen, once at most: what follows takes its default. */
export interface Asker {
  /** @returns what was typed, or `fallback` when nothing was, nobody is there, or something was asked before. */
  ask(question: string, fallback: string): Promise<string>;
}

export interface AskerParts {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** Whether somebody sits there who wants to be asked. */
  isInteractive: boolean;
  stop: AbortSignal;
}

export function makeAsker({ input, output, isInteractive, stop }: AskerParts): Asker {
  let isAsked = false;
  return {
    ask: async (question, fallback) => {
      if (!isInteractive || isAsked) return fallback;
      isAsked = true;
      const lines = createInterface({ input, output });
      try {
        return (await lines.question(`${question} `, { signal: stop })).trim() || fallback;
      } catch {
        return fallback;
      } finally {
        lines.close();
      }
    },
  };
}
