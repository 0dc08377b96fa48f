import { describe, expect, it } from 'vitest';
import { outputLimit, readChatRequest, textOf } from './chat-request.ts';

const messages = [{ role: 'user', content: 'hi' }];

describe('a chat request', () => {
  it('keeps what engines know and leaves the rest out', () => {
    const read = readChatRequest({ messages, temperature: 1, user: 'me', stream: true, store: false, model: 'x' });
    expect(read).toEqual({ ok: true, value: { messages, temperature: 1 } });
  });

  it.each([
    ['messages', {}],
    ['messages', { messages: [] }],
    ['messages', { messages: [{ role: 'robot', content: 'x' }] }],
    ['temperature', { messages, temperature: 3 }],
    ['top_p', { messages, top_p: '1' }],
    ['max_tokens', { messages, max_tokens: 0 }],
    ['n', { messages, n: 2 }],
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

  it('is limited by the smaller of wish and terms', () => {
    expect(outputLimit({ messages: [] }, 10)).toBe(10);
    expect(outputLimit({ messages: [], max_tokens: 3 }, 10)).toBe(3);
    expect(outputLimit({ messages: [], max_tokens: 3, max_completion_tokens: 30 }, 10)).toBe(10);
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
    expect(textOf({ role: 'user', content: [{ type: 'image_url' }] })).toBeNull();
    expect(textOf({ role: 'assistant' })).toBe('');
  });
});
