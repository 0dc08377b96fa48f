import { afterEach, beforeEach } from 'vitest';
import { createServerEngine } from '../adapters.ts';
import type { Engine } from '../engine.ts';
import type { HttpSettings } from '../http/http-engine.ts';
import { askEngine, type Heard } from './ask-engine.ts';
import { type OpenAiServer, sendChunks, startOpenAiServer } from './openai-server.ts';

/** A server that speaks OpenAI's API, and an engine that asks it. */
export interface EngineAtServer {
  readonly server: OpenAiServer;
  /** It knows that it can chat; nothing was tried out. */
  readonly engine: Engine;
  /** Another engine at the same server. */
  other(settings?: Partial<HttpSettings>, idleMs?: number): Engine;
  /** What the server says from now on. */
  answerWith(...chunks: object[]): void;
  ask(...asked: Parameters<typeof askEngine> extends [Engine, ...infer Rest] ? Rest : never): Promise<Heard>;
}

/** Both are new for each test of the file that calls this. */
export function useOpenAiEngine(): EngineAtServer {
  let server: OpenAiServer;
  let engine: Engine;
  const other: EngineAtServer['other'] = (settings = {}, idleMs) =>
    createServerEngine(
      { kind: 'openai', url: server.url, key: null, name: null, ...settings },
      'tiny',
      idleMs === undefined ? undefined : { firstMs: idleMs, idleMs },
    );
  beforeEach(async () => {
    server = await startOpenAiServer();
    engine = other({ abilities: ['chat'] });
  });
  afterEach(() => server.close());
  return {
    get server() {
      return server;
    },
    get engine() {
      return engine;
    },
    other,
    answerWith: (...chunks) => {
      server.respond = (response) => sendChunks(response, chunks);
    },
    ask: (...asked) => askEngine(engine, ...asked),
  };
}
