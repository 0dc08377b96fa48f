import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputTokensCeiling } from './index.ts';

const user = (content: unknown) => ({ messages: [{ role: 'user', content }] });

describe('inputTokensCeiling', () => {
  it('is never below one token per byte of what is said', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
        const messages = texts.map((content) => ({ role: 'user', content }));
        const bytes = Buffer.byteLength(texts.join(''));
        expect(inputTokensCeiling({ messages })).toBeGreaterThanOrEqual(bytes + messages.length * 16);
      }),
    );
  });

  it('grows with text in Russian by its bytes, with tools, a format and parts that are not text', () => {
    const plain = inputTokensCeiling(user('Что это?'));
    expect(plain).toBeGreaterThan(inputTokensCeiling(user('What is?')));
    expect(inputTokensCeiling({ ...user('Что это?'), tools: [{ type: 'function' }] })).toBeGreaterThan(plain + 512);
    expect(inputTokensCeiling({ ...user('Что это?'), response_format: { type: 'json_object' } })).toBeGreaterThan(
      plain,
    );
    const image = { type: 'image_url', image_url: { url: 'https://example.org/a.png' } };
    expect(inputTokensCeiling(user([{ type: 'text', text: 'Что это?' }, image]))).toBeGreaterThan(plain + 4_096);
  });

  it('takes any body', () => {
    for (const messages of [undefined, 'text', [null, 1, 'x']]) {
      expect(inputTokensCeiling({ messages })).toBeGreaterThan(0);
    }
  });
});
