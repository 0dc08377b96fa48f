import type { Ability } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { missingAbility, outputLimit, readQuestion } from './question.ts';

const messages = [{ role: 'user', content: 'hi' }];
const read = (kind: 'chat' | 'completion' | 'embeddings', request: Record<string, unknown>) => {
  const question = readQuestion({ kind, request });
  if (!question.ok) throw new Error(JSON.stringify(question.fault));
  return question.value;
};
const chat = (request: object) => read('chat', { messages, ...request });

describe('a question', () => {
  it('is limited by the smaller of wish and terms, over all its answers', () => {
    expect(outputLimit(chat({}), 10)).toBe(10);
    expect(outputLimit(chat({ max_tokens: 3 }), 10)).toBe(3);
    expect(outputLimit(chat({ max_tokens: 3, max_completion_tokens: 30 }), 10)).toBe(10);
    expect(outputLimit(chat({ max_tokens: 3, n: 2 }), 10)).toBe(6);
    expect(outputLimit(read('completion', { prompt: 'x', max_tokens: 4 }), 10)).toBe(4);
    expect(outputLimit(read('embeddings', { input: 'x' }), 10)).toBe(0);
  });

  it('needs what it asks for, and is refused by the name of the parameter that asks', () => {
    const picture = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
    const speech = { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } };
    const cases: [object, Ability, string][] = [
      [{ tools: [{ type: 'function' }] }, 'tools', 'tools'],
      [{ response_format: { type: 'json_object' } }, 'json', 'response_format'],
      [{ response_format: { type: 'json_schema' } }, 'json_schema', 'response_format'],
      [{ logprobs: true }, 'logprobs', 'logprobs'],
      [{ n: 2 }, 'n', 'n'],
      [{ messages: [{ role: 'user', content: [picture] }] }, 'images', 'messages'],
      [{ messages: [{ role: 'user', content: [speech] }] }, 'audio', 'messages'],
    ];
    for (const [request, ability, parameter] of cases) {
      const refused = { code: 'parameter_unsupported', facts: { parameter } };
      expect(missingAbility(chat(request), 'm', ['chat'])).toMatchObject(refused);
      expect(missingAbility(chat(request), 'm', ['chat', ability])).toBeNull();
    }
    expect(missingAbility(chat({ tools: [], response_format: { type: 'text' }, n: 1 }), 'm', ['chat'])).toBeNull();
    expect(missingAbility(read('completion', { prompt: 'x', logprobs: 0 }), 'm', ['completion'])).not.toBeNull();
  });

  it('of a kind that the machine is not for is refused as such', () => {
    expect(missingAbility(read('embeddings', { input: 'x' }), 'm', ['chat'])).toEqual({
      code: 'model_kind',
      facts: { model: 'm', kind: 'embeddings' },
    });
  });

  it('may come alone or in a list', () => {
    expect(read('completion', { prompt: ['x'] }).request).toEqual({ prompt: 'x' });
    expect(read('completion', { prompt: [[1, 2]] }).request).toEqual({ prompt: [1, 2] });
    expect(read('embeddings', { input: [1, 2] }).request).toEqual({ input: [[1, 2]] });
    expect(read('embeddings', { input: ['a', [1]], encoding_format: 'base64' }).request).toMatchObject({
      input: ['a', [1]],
    });
  });

  it.each([
    ['completion', { prompt: ['a', 'b'] }, 'prompt'],
    ['completion', {}, 'prompt'],
    ['completion', { prompt: 'x', best_of: 3 }, 'best_of'],
    ['embeddings', { input: [] }, 'input'],
    ['embeddings', { input: [''] }, 'input'],
    ['embeddings', { input: 'x', dimensions: 0 }, 'dimensions'],
  ] as const)('of kind %s is refused for a wrong %j', (kind, request, parameter) => {
    expect(readQuestion({ kind, request })).toMatchObject({ ok: false, fault: { facts: { parameter } } });
  });
});
