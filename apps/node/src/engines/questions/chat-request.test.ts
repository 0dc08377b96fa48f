import { describe, expect, it } from 'vitest';
import { readChatRequest, textOf } from './chat-request.ts';

const messages = [{ role: 'user', content: 'hi' }];

describe('a chat request', () => {
  it('goes to the engine with parameters that only it knows, and without those that are not for it', () => {
    const own = { mirostat: 2, guided_regex: 'a+', temperature: 1 };
    const ours = { user: 'me', stream: true, stream_options: {}, store: false, model: 'x', top_p: null, best: null };
    expect(readChatRequest({ messages, ...own, ...ours })).toEqual({ ok: true, value: { messages, ...own } });
  });

  it.each(['__proto__', 'constructor', 'prototype', '', 'a b', 'x'.repeat(65), 'naïve'])(
    'is refused for a parameter named %j, which is not repeated',
    (name) => {
      const request = JSON.parse(`{"messages":${JSON.stringify(messages)},${JSON.stringify(name)}:{"a":1}}`);
      expect(readChatRequest(request)).toMatchObject({ fault: { facts: { parameter: 'name' } } });
    },
  );

  it.each([
    ['messages', {}],
    ['messages', { messages: [] }],
    ['messages', { messages: [{ role: 'robot', content: 'x' }] }],
    ['temperature', { messages, temperature: 3 }],
    ['top_p', { messages, top_p: '1' }],
    ['max_tokens', { messages, max_tokens: 0 }],
    ['n', { messages, n: 17 }],
    ['response_format', { messages, response_format: { type: 'poem' } }],
    [
      'messages',
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'http://10.0.0.1/' } }] }] },
    ],
    ['messages', { messages: [{ role: 'user', content: [{ type: 'video_url' }] }] }],
    [
      'messages',
      {
        messages: [
          {
            role: 'user',
            content: [{ type: 'input_audio', input_audio: { data: 'http://10.0.0.1/', format: 'wav' } }],
          },
        ],
      },
    ],
    ['stop', { messages, stop: [1] }],
  ])('is refused for a wrong %s: %j', (parameter, request) => {
    expect(readChatRequest(request)).toMatchObject({
      ok: false,
      fault: { code: 'parameter_unsupported', facts: { parameter } },
    });
  });

  it('may hold parts, calls and their results, which pass through whole', () => {
    const rich = [
      { role: 'developer', content: [{ type: 'text', text: 'be brief' }] },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'c', content: '42' },
    ];
    expect(readChatRequest({ messages: rich })).toEqual({ ok: true, value: { messages: rich } });
  });

  it('has text, or parts that are no text', () => {
    expect(
      textOf({
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      }),
    ).toBe('ab');
    expect(textOf({ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] })).toBeNull();
    expect(textOf({ role: 'assistant' })).toBe('');
  });
});
