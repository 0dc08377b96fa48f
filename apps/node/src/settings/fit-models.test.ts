import { expect, it } from 'vitest';
import { startOpenAiServer } from '../engines/testing/openai-server.ts';
import { fitModels, matchOffer } from './fit-models.ts';

const offer = (model: string, revision = 'main') => ({ model, revision, contextLength: 1 });
const model = (name: string, revision: string | null = null) => ({
  ...{ name, revision, quantisation: null, contextLength: null },
});

it('finds an offer among an engine’s models by its name, its revision, or how others spell it', () => {
  const models = [model('gpt-oss:20b'), model('other', 'abc'), model('Qwen/Qwen3-8B')];
  expect(matchOffer(offer('Qwen/Qwen3-8B'), models)?.name).toBe('Qwen/Qwen3-8B');
  expect(matchOffer(offer('x/y', 'abc'), models)?.name).toBe('other');
  expect(matchOffer(offer('openai/gpt-oss-20b'), models)?.name).toBe('gpt-oss:20b');
  expect(matchOffer(offer('x/unheard'), models)).toBeNull();
});

it('serves every offer that an engine has, each by its own name', async () => {
  const server = await startOpenAiServer();
  server.models = ['gpt-oss:20b', 'qwen3:8b', 'not-offered'];
  const engine = { kind: 'openai' as const, url: server.url, key: null, name: null };
  const offers = [offer('openai/gpt-oss-20b'), offer('Qwen/Qwen3-8B'), offer('x/elsewhere')];
  expect(await fitModels([{ model: null, engine }], offers)).toEqual([
    { model: 'openai/gpt-oss-20b', engine: { ...engine, name: 'gpt-oss:20b' } },
    { model: 'Qwen/Qwen3-8B', engine: { ...engine, name: 'qwen3:8b' } },
  ]);
  await server.close();
});

it('leaves alone what the owner said, and what cannot be told apart', async () => {
  const engine = { kind: 'openai' as const, url: 'http://127.0.0.1:1/v1', key: null, name: null };
  const said = [{ model: 'a', engine }];
  expect(await fitModels(said, [offer('b')])).toEqual(said);
  const open = [{ model: null, engine }];
  expect(await fitModels(open, [offer('b')])).toEqual(open);
});
