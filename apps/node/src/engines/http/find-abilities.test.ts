import { describe, expect, it } from 'vitest';
import { finishChunk, sendChunks, sendJson, textChunk, usageChunk } from '../testing/openai-server.ts';
import { useOpenAiEngine } from '../testing/use-openai-engine.ts';

const at = useOpenAiEngine();

describe('what an engine can do', () => {
  /** Counts a template as ChatML has it; closes a message of the assistant unless it is told to go on. */
  const answerAs = (can: { goesOn?: boolean; refuses?: string[]; kinds?: string[]; count?: number }) => {
    at.server.respond = (response, body, path) => {
      const kind = path.replace('/v1/', '');
      if (!(can.kinds ?? ['chat/completions']).includes(kind)) return sendJson(response, 404, {});
      const bad = (can.refuses ?? []).find((name) => JSON.stringify(body).includes(`"${name}"`));
      if (bad) return sendJson(response, 400, { message: bad });
      if (kind === 'embeddings') return sendJson(response, 200, { data: [{ index: 0, embedding: [1] }] });
      const roles = Array.isArray(body.messages) ? body.messages.length : 0;
      const goesOn = body.continue_final_message === true && can.goesOn;
      const input = can.count ?? (goesOn ? 10 + 1 : 5 + 5 * roles);
      sendChunks(response, [textChunk('a'), finishChunk('length'), usageChunk(input, 1)]);
    };
  };
  const found = async (owner: string | null, can: Parameters<typeof answerAs>[0]) => {
    const asked = at.other();
    at.server.owner = owner;
    answerAs(can);
    expect(await asked.check()).toMatchObject({ ok: true });
    return asked;
  };

  it('is found out by asking for it', async () => {
    const all = await found('vllm', { goesOn: true, kinds: ['chat/completions', 'completions', 'embeddings'] });
    expect(all.name).toBe('vLLM');
    expect(all.abilities).toEqual(
      'chat completion embeddings tools images audio continue json json_schema logprobs n'.split(' '),
    );
    const poor = await found('vllm', { refuses: ['tools', 'image_url', 'input_audio', 'continue_final_message'] });
    expect(poor.abilities).toEqual('chat json json_schema logprobs n'.split(' '));
    expect((await found('vllm', { kinds: ['embeddings'] })).abilities).toEqual(['embeddings']);
  });

  it('is never presumed of a program that we do not know', async () => {
    expect((await found(null, {})).abilities).toEqual(['chat']);
    expect((await found(null, { goesOn: true })).abilities).toEqual(['chat', 'continue']);
    expect((await found(null, { count: 12 })).abilities).toEqual(['chat']);
    expect((await found('library', { goesOn: true })).abilities).toEqual(['chat', 'tools', 'json', 'json_schema']);
  });

  it('is what its owner says, when they say it', async () => {
    const told = at.other({ abilities: ['embeddings'] });
    await told.check();
    expect([told.abilities, at.server.seen]).toEqual([['embeddings'], []]);
  });

  it('is asked once, and again when another program answers, or while it was too busy to say', async () => {
    const asked = await found('vllm', { goesOn: true });
    const trials = at.server.seen.length;
    await asked.check();
    expect(at.server.seen).toHaveLength(trials);
    at.server.owner = 'llamacpp';
    at.server.respond = (response, body) =>
      body.tools ? sendJson(response, 429, {}) : sendChunks(response, [finishChunk('stop')]);
    await asked.check();
    expect([asked.name, asked.abilities.includes('tools')]).toEqual(['llama-server', false]);
    at.server.respond = (response) => sendChunks(response, [finishChunk('stop')]);
    await asked.check();
    expect(asked.abilities).toContain('tools');
  });

  it('is nothing while it answers none of the kinds', async () => {
    const down = at.other();
    at.server.respond = (response) => sendJson(response, 500, {});
    expect(await down.check()).toMatchObject({
      fault: { code: 'engine_offline', facts: { reason: 'engine_unreachable' } },
    });
    expect(down.abilities).toEqual([]);
  });
});

describe('checking an engine', () => {
  it('finds the model by its own name, by the market’s, or as the only one', async () => {
    expect(await at.engine.check()).toEqual({ ok: true, value: null });
    at.server.models = ['other'];
    expect(await at.engine.check()).toMatchObject({ ok: true });
    await at.ask('hi');
    expect(at.server.seen[0]?.body.model).toBe('other');
    at.server.models = ['other', 'tiny:latest'];
    await at.engine.check();
    await at.ask('hi');
    expect(at.server.seen[1]?.body.model).toBe('tiny:latest');
  });

  it('says what is missing, and what there is', async () => {
    at.server.models = ['one', 'two'];
    expect(await at.engine.check()).toEqual({
      ok: false,
      fault: { code: 'engine_model_missing', facts: { model: 'tiny', found: 'one, two' } },
    });
    at.server.key = 'secret';
    expect(await at.engine.check()).toMatchObject({ fault: { code: 'engine_key', facts: { status: 401 } } });
    await at.server.close();
    expect(await at.engine.check()).toMatchObject({
      fault: { code: 'engine_offline', facts: { reason: 'ECONNREFUSED' } },
    });
    expect((await at.ask('hi')).fault).toEqual({ code: 'engine_unreachable' });
  });
});
