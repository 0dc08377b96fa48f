import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServerEngine } from '../adapters.ts';
import type { Engine } from '../engine.ts';
import { askEngine } from '../testing/ask-engine.ts';
import { DIALECT_SCRIPTS, speakAs } from '../testing/dialect-scripts.ts';
import { PIECES } from '../testing/misbehaviours.ts';
import { type OpenAiServer, sendChunks, sendJson, startOpenAiServer } from '../testing/openai-server.ts';

const SCRIPT = DIALECT_SCRIPTS.cocoon;
let server: OpenAiServer;
let engine: Engine;

const engineWith = (more: object = {}) =>
  createServerEngine({ kind: 'openai', url: server.url, key: null, name: null, abilities: ['chat'], ...more }, 'tiny');

beforeEach(async () => {
  server = await startOpenAiServer();
  speakAs(server, SCRIPT);
  server.respond = (response) => sendChunks(response, SCRIPT.chunks(PIECES));
  engine = engineWith();
});
afterEach(() => server.close());

const messages = [{ role: 'user', content: 'hi' }];
const bodyOf = async (request: object, parts: object = {}) => {
  const heard = await askEngine(engine, { messages, ...request }, parts);
  return { heard, body: server.seen.at(-1)?.body ?? null };
};

describe('a Cocoon client-runner', () => {
  it('is asked as its workers take it, with no more than the dearest of them may cost', async () => {
    await engine.check();
    const { body, heard } = await bodyOf({ temperature: 0.5, seed: 7, response_format: { type: 'json_object' } });
    expect(heard).toMatchObject({ text: 'hello world', end: { usage: { input: 9, output: 2 } } });
    expect(body).toEqual({
      ...{ messages, model: 'tiny', temperature: 0.5, response_format: { type: 'json_object' } },
      ...{ max_tokens: 20, stream: true, stream_options: { include_usage: true } },
      ...{ timeout: 120, max_coefficient: 1500 },
    });
  });

  it.each([
    ['tools', []],
    ['logit_bias', { 1: 1 }],
    ['logprobs', true],
    ['min_p', 0.1],
  ])('is never asked for what would be lost: %s', async (parameter, value) => {
    await engine.check();
    const { heard, body } = await bodyOf({ [parameter]: value });
    expect(heard.fault).toMatchObject({ code: 'parameter_unsupported', facts: { parameter } });
    expect(body).toBe(null);
  });

  it('does not go on with a chat of another machine, and knows no vectors', async () => {
    await engine.check();
    expect((await bodyOf({}, { said: { text: 'hello', tokens: 1 } })).heard.fault?.code).toBe('resume_unsupported');
    const vectors = await askEngine(engine, { input: ['a'] }, { kind: 'embeddings' });
    expect(vectors.fault?.code).toBe('model_kind');
  });

  it('tells what a token costs its owner, by the dearest worker, and how many answers it takes', async () => {
    await engine.check();
    expect(engine.facts).toMatchObject({
      slots: 30,
      // 20 nano × 1.5, and ×8 for output.
      cost: { inputNanoPerMTok: 30_000_000n, cachedNanoPerMTok: 3_000_000n, outputNanoPerMTok: 240_000_000n },
    });
  });

  it('is not read before it lists a worker, and then seldom, over connections of their own', async () => {
    server.listed = [{ id: 'tiny', owned_by: '?', workers: [] }];
    expect(await engine.check()).toMatchObject({ fault: { code: 'cocoon_no_workers' } });
    expect(server.asked).toEqual([]);
    server.listed = SCRIPT.listed;
    for (let time = 0; time < 3; time++) expect(await engine.check()).toMatchObject({ ok: true });
    expect(server.asked).toEqual(['/jsonstats']);
    const before = server.connections;
    await engine.check();
    await engine.check();
    expect(server.connections).toBe(before + 2);
  });

  it('is read by one at a time, however many models of it are served', async () => {
    server.pageMs = 15;
    await Promise.all(Array.from({ length: 4 }, () => engineWith().check()));
    expect(server.mostPages).toBe(1);
    expect(server.asked).toHaveLength(4);
  });

  it('takes no work while its wallet is empty, and says so before', async () => {
    const balance = (nano: number | string) => {
      server.pages['/jsonstats'] = { wallet: { balance: nano } };
      return engineWith();
    };
    const low = balance('4900000000');
    expect(await low.check()).toMatchObject({ ok: true });
    expect(low.warnings).toMatchObject([{ code: 'cocoon_balance_low', facts: { balance: '4.9 TON' } }]);
    expect(await balance(2_000_000_000).check()).toMatchObject({
      fault: { code: 'cocoon_balance_empty', facts: { balance: '2 TON', limit: '2.1 TON' } },
    });
    const rich = balance(30_000_000_000);
    expect(await rich.check()).toMatchObject({ ok: true });
    expect(rich.warnings).toEqual([]);
  });

  it('that hides its statistics still serves, and its owner hears of it', async () => {
    server.pages = {};
    expect(await engine.check()).toMatchObject({ ok: true });
    expect(engine.warnings).toMatchObject([{ code: 'cocoon_stats' }]);
    server.pages = { '/jsonstats?access_hash=h%26h': { wallet: { balance: 9_000_000_000 } } };
    const told = engineWith({ key: 'h&h' });
    expect(await told.check()).toMatchObject({ ok: true });
    expect(told.warnings).toEqual([]);
  });

  it.each([
    [502, 'Internal data: [Error : 651 : no ready workers for model tiny]', 'node_busy'],
    [500, 'Internal data: [Error : 602 : can run this query with coefficient=9000]', 'node_busy'],
    [500, "[Error : 621 : unknown option 'verbosity' in request]", 'parameter_unsupported'],
    [500, "[Error : 621 : unknown option 'hidden' in request]", 'engine_unreachable'],
    [504, '[Error : 652 : timeout in proxy]', 'engine_unreachable'],
  ])('says HTTP %i «%s», which is %s', async (status, words, code) => {
    await engine.check();
    server.respond = (response) => sendJson(response, status, { error_code: 602, error: words });
    const { heard } = await bodyOf({ verbosity: 'low' });
    expect(heard.fault?.code).toBe(code);
    expect(JSON.stringify(heard.fault)).not.toContain('hidden');
  });
});
