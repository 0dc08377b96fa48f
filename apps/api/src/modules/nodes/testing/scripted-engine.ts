import { setTimeout } from 'node:timers/promises';
import type { Engine } from '@spindle/node';

export interface ScriptedEngine extends Engine {
  /** Questions that were begun, and those that were cancelled before their end. */
  readonly asked: string[];
  readonly cancelled: string[];
  isUp: boolean;
}

/**
 * An engine whose answers a test decides: says the words of the question back, one token each, `delayMs` apart.
 * A question that begins with `hang` says nothing until it is cancelled; `fail` fails after one word, but goes on with what
 * another said.
 */
export function makeScriptedEngine(delayMs = 0): ScriptedEngine {
  const asked: string[] = [];
  const cancelled: string[] = [];
  const engine: ScriptedEngine = {
    name: 'scripted',
    abilities: ['chat', 'continue'],
    asked,
    cancelled,
    isUp: true,
    check: async () => (engine.isUp ? { ok: true, value: null } : { ok: false, fault: { code: 'engine_offline' } }),
    answer: async (ask, signal, hear) => {
      if (ask.kind !== 'chat') return void hear({ kind: 'failed', fault: { code: 'model_kind' } });
      const question = String(ask.request.messages.at(-1)?.content ?? '');
      const words = question.split(' ');
      asked.push(question);
      hear({ kind: 'read', input: words.length, cached: 0 });
      let output = 0;
      const left = words.slice(ask.said?.text.split(' ').filter(Boolean).length ?? 0);
      for (const word of left.slice(0, ask.maxOutputTokens)) {
        await pause(words[0] === 'hang' ? 3_600_000 : delayMs, signal);
        if (signal.aborted) {
          cancelled.push(question);
          return;
        }
        await hear({ kind: 'piece', piece: { kind: 'text', text: `${word} ` }, outputTokens: ++output });
        if (words[0] === 'fail' && !ask.said) {
          return void hear({ kind: 'failed', fault: { code: 'engine_unreachable' } });
        }
      }
      const reason = left.length > ask.maxOutputTokens ? 'length' : 'stop';
      hear({ kind: 'end', reason, usage: { input: words.length, cached: 0, output } });
    },
    close: async () => {},
  };
  return engine;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await setTimeout(ms, null, { signal }).catch(() => {});
}
