import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServerEngine, DIALECTS } from './adapters.ts';
import type { EngineLoad } from './facts.ts';
import { findEngines, usualUrls } from './find-engines.ts';
import { findSlots } from './find-slots.ts';
import type { HttpEngineKind } from './http/dialect.ts';
import { DIALECT_SCRIPTS, speakAs } from './testing/dialect-scripts.ts';
import { type OpenAiServer, startOpenAiServer } from './testing/openai-server.ts';

let server: OpenAiServer;
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(() => server.close());

const settingsOf = (kind: HttpEngineKind, more: object = {}) =>
  ({ kind, url: server.url, key: null, name: null, abilities: ['chat'], ...more }) as const;

const LOADS: Record<HttpEngineKind, EngineLoad | null> = {
  vllm: { running: 3, waiting: 2, kvUsage: 0.25, tokensPerSecond: null },
  sglang: { running: 4, waiting: 2, kvUsage: null, tokensPerSecond: null },
  ollama: null,
  llamacpp: { running: 1, waiting: null, kvUsage: null, tokensPerSecond: null },
  cocoon: null,
  openai: null,
};

describe.each(Object.values(DIALECTS))('$name', ({ kind, name, slots: usual }) => {
  const script = DIALECT_SCRIPTS[kind];

  it('is told apart by its list of models, and tells what it serves and how loaded it is', async () => {
    speakAs(server, script);
    const engine = createServerEngine(settingsOf('openai'), 'tiny');
    expect(await engine.check()).toMatchObject({ ok: true });
    expect(engine.name).toBe(name);
    const { version, model, slots } = script;
    expect(engine.facts).toMatchObject({ kind, version, model, slots });
    expect(await engine.readLoad?.()).toEqual(LOADS[kind]);
  });

  it('is found where it listens, with its models', async () => {
    speakAs(server, script);
    const { version, model, slots } = script;
    expect(await findEngines([server.url])).toEqual([{ kind, url: server.url, version, models: [model] }]);
    expect(await findSlots(settingsOf('openai'))).toBe(slots ?? usual);
  });

  it.each([
    ['nothing', {}],
    ['errors', Object.fromEntries(Object.keys(script.pages).map((path) => [path, path === '/health' ? 404 : 500]))],
    ['no JSON', Object.fromEntries(Object.keys(script.pages).map((path) => [path, 'vllm: {oops']))],
    ['lists for objects', Object.fromEntries(Object.keys(script.pages).map((path) => [path, [[1], null, 'x']]))],
    ['objects of wrong fields', Object.fromEntries(Object.keys(script.pages).map((path) => [path, WRONG]))],
  ])('serves all the same while it tells %s of itself, and nothing is made up', async (_, pages) => {
    Object.assign(server, { listed: script.listed, pages });
    const engine = createServerEngine(settingsOf(kind), 'tiny');
    expect(await engine.check()).toMatchObject({ ok: true });
    const { model, slots, cost } = engine.facts ?? {};
    const claimed = [model?.contextLength, slots].filter((value) => value !== null);
    // What the list of models itself says still holds.
    expect(claimed.every((value) => [4096, 8192, 30].includes(Number(value)))).toBe(true);
    expect(cost).toBe(null);
    await engine.readLoad?.();
  });
});

const WRONG = {
  version: 7,
  total_slots: -1,
  model_path: { a: 1 },
  models: 'none',
  max_running_requests: 'many',
  wallet: { balance: -5 },
  status: { wallet_balance: 'rich' },
  root_contract_config: { price_per_token: 1.5 },
};

describe('engines on this machine', () => {
  it('are looked for at the usual places of all of them, each once', () => {
    const urls = usualUrls();
    expect(new Set(urls).size).toBe(urls.length);
    for (const { ports } of Object.values(DIALECTS)) {
      for (const port of ports) expect(urls).toContain(`http://127.0.0.1:${port}/v1`);
    }
  });

  it('are found side by side, and what is none of them is passed over', async () => {
    const others = await Promise.all([startOpenAiServer(), startOpenAiServer(), startOpenAiServer()]);
    const [ollama, locked, empty] = others;
    try {
      speakAs(server, DIALECT_SCRIPTS.vllm);
      if (ollama) speakAs(ollama, DIALECT_SCRIPTS.ollama);
      if (locked) locked.key = 'secret';
      if (empty) empty.models = [];
      const found = await findEngines(['http://127.0.0.1:1/v1', server.url, ...others.map(({ url }) => url)]);
      expect(found.map(({ kind }) => kind)).toEqual(['vllm', 'ollama']);
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
  });
});

describe('an engine that is there', () => {
  it.each(['vllm', 'sglang', 'llamacpp'] as const)('but whose health is bad does not serve: %s', async (kind) => {
    speakAs(server, DIALECT_SCRIPTS[kind]);
    const engine = createServerEngine(settingsOf(kind), 'tiny');
    server.pages['/health'] = 503;
    expect(await engine.check()).toMatchObject({ fault: { code: 'engine_offline' } });
    server.pages['/health'] = { status: 'ok' };
    expect(await engine.check()).toMatchObject({ ok: true });
  });

  it('goes on speaking of its speed while its counter grows', async () => {
    speakAs(server, DIALECT_SCRIPTS.vllm);
    const engine = createServerEngine(settingsOf('vllm'), 'tiny');
    await engine.check();
    expect((await engine.readLoad?.())?.tokensPerSecond).toBe(null);
    server.pages['/metrics'] = 'vllm:generation_tokens_total{engine="0"} 2000';
    expect((await engine.readLoad?.())?.tokensPerSecond).toBeGreaterThan(0);
    server.pages['/metrics'] = 'vllm:generation_tokens_total{engine="0"} 5';
    expect((await engine.readLoad?.())?.tokensPerSecond).toBe(null);
  });
});
