import { describe, expect, it } from 'vitest';
import { askEngine } from '../testing/ask-engine.ts';
import { finishChunk, sendChunks, sendJson, textChunk, usageChunk } from '../testing/openai-server.ts';
import { useOpenAiEngine } from '../testing/use-openai-engine.ts';

const SECRET = 'the-secret-of-the-prompt';
const at = useOpenAiEngine();

describe('an engine that fails', () => {
  it('is unreachable when the stream ends without a last word', async () => {
    at.server.respond = (response) => sendChunks(response, [textChunk('half an ')], '');
    expect((await at.ask('hi')).fault).toEqual({ code: 'engine_unreachable' });
  });

  it('is unreachable when the connection breaks, the stream says error, or is no stream', async () => {
    at.server.respond = (response) => {
      response.writeHead(200);
      response.write(`data: ${JSON.stringify(textChunk('half'))}\n\n`, () => response.destroy());
    };
    expect((await at.ask('hi')).fault).toEqual({ code: 'engine_unreachable' });
    at.answerWith(textChunk('half'), { error: { message: SECRET } });
    expect((await at.ask('hi')).fault).toEqual({ code: 'engine_unreachable' });
    at.server.respond = (response) => response.writeHead(200).end('data: <html>\n\n');
    expect((await at.ask('hi')).fault).toEqual({ code: 'engine_unreachable' });
  });

  it('is accepted when it forgets to say done, after its finish reason', async () => {
    at.server.respond = (response) =>
      sendChunks(response, [textChunk('all'), finishChunk('stop'), usageChunk(1, 1)], '');
    expect((await at.ask('hi')).end).toMatchObject({ reason: 'stop' });
  });

  it.each([
    [400, { error: { message: SECRET, param: SECRET } }, { code: 'engine_refused', facts: { hint: 'HTTP 400' } }],
    [422, { detail: SECRET }, { code: 'engine_refused', facts: { hint: 'HTTP 422' } }],
    [400, { error: { code: 'context_length_exceeded' } }, { code: 'context_too_long', facts: { limit: 400 } }],
    [
      400,
      { message: "This model's maximum context length is 4096 tokens" },
      { code: 'context_too_long', facts: { limit: 400 } },
    ],
    [401, { error: SECRET }, { code: 'engine_unreachable' }],
    [404, { error: SECRET }, { code: 'engine_unreachable' }],
    [429, { error: SECRET }, { code: 'node_busy' }],
    [503, {}, { code: 'node_busy' }],
    [500, { error: SECRET }, { code: 'engine_unreachable' }],
  ])('with %i %j gives a fault that quotes nothing', async (status, body, fault) => {
    at.server.respond = (response) => sendJson(response, status, body);
    const heard = await at.ask(SECRET);
    expect(heard.fault).toEqual(fault);
    expect(JSON.stringify(heard.fault)).not.toContain(SECRET);
  });
});

describe('an engine that refuses a parameter', () => {
  const messages = [{ role: 'user', content: SECRET }];
  const request = { messages, temperature: 1, mirostat: 2, guided_regex: SECRET };
  const refused = (parameter: string) => ({ code: 'parameter_unsupported', facts: { parameter } });

  it.each([
    ['temperature', 400, { error: { message: SECRET, param: 'temperature' } }],
    ['mirostat', 400, { object: 'error', message: SECRET, param: 'mirostat', code: 400 }],
    ['guided_regex', 422, { detail: [{ loc: ['body', 'guided_regex'], msg: SECRET }] }],
    ['temperature', 400, { message: 'temperature must be non-negative, got -1' }],
    ['mirostat', 400, { error: { message: "Unsupported param: 'mirostat'" } }],
    ['mirostat', 501, { error: { message: 'mirostat is not supported' } }],
  ])('%s, is heard: %i %j', async (parameter, status, body) => {
    at.server.respond = (response) => sendJson(response, status, body);
    const { fault } = await at.ask(request);
    expect(fault).toMatchObject(refused(parameter));
    expect(JSON.stringify(fault)).not.toContain(SECRET);
  });

  it.each([
    [{ message: `the prompt «temperature ${SECRET}» is wrong` }],
    [{ error: { message: SECRET, param: 'top_k' } }],
    [{ detail: [{ loc: ['body', SECRET] }] }],
  ])('that the buyer did not send, or in words of the prompt, names none: %j', async (body) => {
    at.server.respond = (response) => sendJson(response, 400, body);
    expect((await at.ask(request)).fault).toEqual({
      code: 'engine_refused',
      facts: { hint: 'HTTP 400' },
    });
  });
});

describe('an engine that misbehaves', () => {
  const fault = async () => (await at.ask('hi')).fault;

  it('in its stream is typed: malformed, half a JSON, an error, a cut', async () => {
    for (const data of [
      '<html>',
      '{"choices":[{"delta":{"con',
      '{"error":{"message":"x"}}',
      '[]',
      'null',
      '{"choices":7}',
    ]) {
      at.server.respond = (response) => {
        response.writeHead(200).end(`data: ${JSON.stringify(textChunk('a'))}\n\ndata: ${data}\n\n`);
      };
      expect([data, await fault()]).toEqual([data, { code: 'engine_unreachable' }]);
    }
  });

  it('and is silent, before its first word or after it, is given up', async () => {
    const patient = at.other({ abilities: ['chat'] }, 60);
    at.server.respond = () => {};
    expect((await askEngine(patient, 'hi')).fault).toEqual({ code: 'engine_unreachable' });
    at.server.respond = (response) => response.writeHead(200).write(`data: ${JSON.stringify(textChunk('a'))}\n\n`);
    expect(await askEngine(patient, 'hi')).toMatchObject({ text: 'a', fault: { code: 'engine_unreachable' } });
  });

  it('and tells its usage twice is taken by its last word, within the terms', async () => {
    at.answerWith(textChunk('a'), finishChunk('stop'), usageChunk(9, 1), usageChunk(7, 2));
    expect((await at.ask('hi')).end?.usage).toEqual({ input: 7, cached: 0, output: 2 });
    at.answerWith(textChunk('a'), finishChunk('stop'), {
      choices: [],
      usage: { prompt_tokens: -1, completion_tokens: 1 },
    });
    expect(await fault()).toEqual({ code: 'engine_unreachable' });
  });
});
