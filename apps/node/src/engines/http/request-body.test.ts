import { describe, expect, it } from 'vitest';
import { finishChunk, textChunk, usageChunk } from '../testing/openai-server.ts';
import { useOpenAiEngine } from '../testing/use-openai-engine.ts';

const at = useOpenAiEngine();

describe('an engine that goes on with an answer', () => {
  const messages = [{ role: 'user', content: 'hi' }];
  const said = { text: 'hello ', tokens: 3 };
  const bodyOf = async (
    owner: string | null,
    request: Record<string, unknown>,
    kind: 'chat' | 'completion' = 'chat',
  ) => {
    at.server.owner = owner;
    await at.engine.check();
    await at.ask(request, { kind, said });
    return at.server.seen.at(-1)?.body;
  };

  it('is told so as its program wants it', async () => {
    const both = [...messages, { role: 'assistant', content: 'hello ' }];
    expect(await bodyOf('vllm', { messages })).toMatchObject({
      messages: both,
      add_generation_prompt: false,
      continue_final_message: true,
    });
    const plain = await bodyOf('llamacpp', { messages });
    expect(plain).toMatchObject({ messages: both });
    expect(plain).not.toHaveProperty('continue_final_message');
  });

  it('goes on behind what the buyer had begun, too', async () => {
    const begun = [...messages, { role: 'assistant', content: 'Well, ' }];
    const whole = [...messages, { role: 'assistant', content: 'Well, hello ' }];
    expect(await bodyOf('llamacpp', { messages: begun })).toMatchObject({ messages: whole });
    expect(await bodyOf('vllm', { messages: begun, continue_final_message: true })).toMatchObject({ messages: whole });
    expect(await bodyOf('vllm', { messages: begun })).toMatchObject({
      messages: [...begun, { role: 'assistant', content: 'hello ' }],
    });
  });

  it('goes on behind the prompt of a completion, or behind its echo', async () => {
    expect(await bodyOf(null, { prompt: 'a' }, 'completion')).toMatchObject({ prompt: 'ahello ' });
    const echoed = await bodyOf(null, { prompt: 'he', echo: true }, 'completion');
    expect(echoed).toMatchObject({ prompt: 'hello ' });
    expect(echoed).not.toHaveProperty('echo');
  });

  it('is billed for the question without what was said', async () => {
    at.answerWith(textChunk('world'), finishChunk('stop'), usageChunk(9, 1, 8));
    expect((await at.ask({ messages }, { said })).end?.usage).toEqual({ input: 6, cached: 6, output: 1 });
    at.answerWith(textChunk('world'), finishChunk('stop'), usageChunk(2, 1));
    expect((await at.ask({ messages }, { said })).end?.usage).toEqual({ input: 0, cached: 0, output: 1 });
  });
});
