import type { Engine } from '@spindle/node';

export interface GatedEngine extends Engine {
  /** Questions that it was asked, in clear: what only the machine can read. */
  readonly asked: string[];
}

export interface Script {
  words: readonly string[];
  /** A question without this word is none of the test's, such as the market's own by which it measures a machine. */
  marker: string;
}

/**
 * An engine that says these words, each a token, and goes on behind what another has said.
 * @param before called before each word, with its number in the whole answer; while it waits, nothing more is said.
 */
export function makeGatedEngine({ words, marker }: Script, before: (at: number) => Promise<void>): GatedEngine {
  const asked: string[] = [];
  return {
    name: 'gated',
    abilities: ['chat', 'continue'],
    asked,
    check: async () => ({ ok: true, value: null }),
    answer: async (ask, signal, hear) => {
      if (ask.kind !== 'chat') return void hear({ kind: 'failed', fault: { code: 'model_kind' } });
      const gone = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      const question = String(ask.request.messages.at(-1)?.content ?? '');
      const isMarked = question.includes(marker);
      if (isMarked) asked.push(question);
      hear({ kind: 'read', input: 12, cached: 0 });
      const from = ask.said?.text.split(' ').filter(Boolean).length ?? 0;
      const said = isMarked ? words : ['one', 'two', 'three'];
      for (const [at, word] of said.entries()) {
        if (at < from) continue;
        if (isMarked) await Promise.race([before(at), gone]);
        if (signal.aborted) return;
        await hear({ kind: 'piece', piece: { kind: 'text', text: `${word} ` }, outputTokens: at - from + 1 });
      }
      hear({ kind: 'end', reason: 'stop', usage: { input: 12, cached: 0, output: said.length - from } });
    },
    close: async () => {},
  };
}
