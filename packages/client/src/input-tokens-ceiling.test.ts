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

  it('counts sound by how long it lasts: by the header of a WAV file, else by bytes', () => {
    const header = Buffer.alloc(44);
    header.write('RIFF', 0, 'latin1');
    header.writeUInt32LE(32_000, 28);
    const sound = (data: string) =>
      inputTokensCeiling(user([{ type: 'input_audio', input_audio: { data, format: 'wav' } }]));
    const wav = (seconds: number) => sound(Buffer.concat([header, Buffer.alloc(32_000 * seconds)]).toString('base64'));
    const short = wav(60);
    expect(short).toBeLessThan(4_096 + 300);
    expect(wav(200) - short).toBeGreaterThan(200 * 50 - 4_096 - 1);
    expect(sound(Buffer.alloc(1_500 * 200).toString('base64'))).toBeGreaterThan(200 * 50);
    expect(sound('UklGR')).toBe(short);
    header.writeUInt32LE(0, 28);
    expect(wav(10)).toBeGreaterThan(200 * 50);
  });

  it('takes any body', () => {
    for (const messages of [undefined, 'text', [null, 1, 'x']]) {
      expect(inputTokensCeiling({ messages })).toBeGreaterThan(0);
    }
  });
});
