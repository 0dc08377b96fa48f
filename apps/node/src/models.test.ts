import { fail } from '@spindle/shared';
import { afterEach, expect, it } from 'vitest';
import type { Engine, EngineEvent } from './engines/index.ts';
import { Models } from './models.ts';
import { collectTelemetry } from './telemetry/collect.ts';

const OFFER = { model: 'tiny', revision: 'r1', contextLength: 1 };
const OOM: EngineEvent = { kind: 'failed', ...fail('engine_unreachable'), why: fail('engine_out_of_memory').fault };

/** An engine that is always there; `isSound` decides how it answers. */
function setup() {
  const state = { isSound: true, asked: 0 };
  const engine: Engine = {
    name: 'scripted',
    abilities: ['chat'],
    check: async () => ({ ok: true, value: null }),
    answer: async (_, __, hear) => {
      state.asked++;
      const usage = { input: 1, cached: 0, output: 1 };
      void hear(state.isSound ? { kind: 'end', reason: 'stop', usage } : OOM);
    },
    close: async () => {},
  };
  const models = new Models(
    [{ model: 'tiny', engine }],
    [OFFER],
    () => {},
    () => 7_000,
  );
  open = models;
  return { state, models };
}
let open: Models | null = null;
afterEach(() => open?.close());

const ask = async (models: Models) => {
  const engine = models.engineFor('tiny', 'r1');
  if (!engine.ok) return engine.fault.code;
  const messages = [{ role: 'user' as const, content: 'hi' }];
  const limits = { maxInputTokens: 9, maxOutputTokens: 9, owner: 'me' };
  let code = 'answered';
  await engine.value.answer(
    { kind: 'chat', request: { messages }, ...limits },
    new AbortController().signal,
    (event) => {
      if (event.kind === 'failed') code = event.fault.code;
      return undefined;
    },
  );
  return code;
};

it('an engine that is there but answers nothing is said to be down, with what ails it, and comes back by itself', async () => {
  const { state, models } = setup();
  await models.watch();
  expect(models.state).toEqual([{ model: 'tiny', revision: 'r1', loaded: true }]);
  state.isSound = false;
  for (let time = 0; time < 3; time++) expect(await ask(models)).toBe('engine_unreachable');
  expect(models.state).toEqual([{ model: 'tiny', revision: 'r1', loaded: false, why: 'engine_out_of_memory' }]);
  expect(models.faults).toMatchObject([{ code: 'engine_out_of_memory' }]);
  const { engines } = await collectTelemetry(models, { read: async () => [] });
  expect(engines).toMatchObject([{ model: 'tiny', code: 'engine_out_of_memory', sinceMs: 7_000 }]);
  const asked = state.asked;
  expect(await ask(models)).toBe('engine_unreachable');
  expect(state.asked).toBe(asked);
  state.isSound = true;
  await expect.poll(() => models.state[0]?.loaded, { timeout: 10_000 }).toBe(true);
  expect(state.asked).toBe(asked + 1);
});

it('what an engine or a tool tells in another form than the market takes is not passed on', async () => {
  const { models } = setup();
  await models.watch();
  const gpu = { name: 'a', temperatureC: 50, utilisation: 0.5, vramUsedMb: 1, vramTotalMb: 2, powerW: 3 };
  const read = async () => [{ ...gpu, temperatureC: 99_999 }, gpu, { ...gpu, name: 'x'.repeat(300) }];
  expect((await collectTelemetry(models, { read })).gpus).toEqual([gpu]);
  const [served] = models.served;
  const facts = { version: 'v'.repeat(300), slots: null, cost: null, kind: 'vllm' as const };
  const model = { name: 'tiny', revision: null, quantisation: null, contextLength: null };
  const engine = { ...served?.engine, facts: { ...facts, model } };
  const wild = { served: served ? [{ ...served, engine: { ...served.engine, ...engine } }] : [] };
  expect((await collectTelemetry(wild, { read: async () => [] })).engines).toEqual([]);
});
