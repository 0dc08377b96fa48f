import { describe, expect, it } from 'vitest';
import {
  contextLength,
  countdown,
  duration,
  engineName,
  measured,
  parameters,
  period,
  shortened,
  waited,
} from './index.ts';

/** Intl separates with spaces that do not break. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers and times', () => {
  it.each([
    [0.0052, '5.2M'],
    [32.8, '32.8B'],
    [117, '117B'],
  ])('%s billion parameters are %s', (billions, text) => expect(parameters(billions, 'en')).toBe(text));

  it.each([
    [512, '512'],
    [1_024, '1K'],
    [131_072, '128K'],
    [200_000, '200K'],
    [1_000_000, '1M'],
    [1_048_576, '1M'],
    [1_500_000, '1.5M'],
  ])('a context of %s is %s', (tokens, text) => expect(contextLength(tokens, 'en')).toBe(text));

  it.each([
    [9, '9 ms'],
    [1_449, '1.4 sec'],
    [59_999, '59 sec'],
    [61_000, '1 min'],
    [119 * 60_000, '1 hr 59 min'],
    [3 * 3_600_000, '3 hr'],
    [11.9 * 3_600_000, '11 hr'],
    [47 * 3_600_000, '1 day 23 hr'],
    [48 * 3_600_000 + 59 * 60_000, '2 days'],
    [10.9 * 86_400_000, '10 days'],
  ])('%s ms take %s', (ms, text) => expect(plain(duration(ms, 'en'))).toBe(text));

  it.each(['en', 'ru'] as const)('a number never stays behind its unit, in %s', (language) => {
    for (const ms of [320, 1_449, 28_000, 12 * 60_000, 3 * 3_600_000, 3 * 86_400_000])
      expect(duration(ms, language)).not.toContain(' ');
  });

  it('counts waiting in whole seconds, never below zero', () => {
    expect(plain(waited(-50, 'en'))).toBe('0 sec');
    expect(plain(waited(1_900, 'ru'))).toBe('1 с');
  });

  it('names the day of a period once, where it is one', () => {
    const noonMs = new Date(2026, 10, 30, 12).getTime();
    expect(plain(period(noonMs, noonMs + 3_600_000, 'en'))).toBe('30 Nov, 12:00 – 13:00');
    expect(plain(period(noonMs, noonMs + 24 * 3_600_000, 'en'))).toBe('30 Nov, 12:00 – 1 Dec, 12:00');
  });

  it('counts down to zero and stays there', () => {
    expect(countdown(899_001)).toBe('15:00');
    expect(countdown(61_000)).toBe('1:01');
    expect(countdown(-5)).toBe('0:00');
    expect(countdown(3_600_000)).toBe('1:00:00');
    expect(countdown(86_399_000)).toBe('23:59:59');
    expect(countdown(30 * 86_400_000)).toBe('720:00:00');
  });

  it('keeps one digit only where it matters', () => {
    expect(measured(4.26, 'en')).toBe('4.3');
    expect(measured(84.37, 'en')).toBe('84');
  });

  it('calls engines as they call themselves', () => {
    expect(engineName('vllm')).toBe('vLLM');
    expect(engineName('newer')).toBe('newer');
  });

  it('shortens only what is long', () => {
    expect(shortened('0:4f1c22229ab2', 6, 4)).toBe('0:4f1c…9ab2');
    expect(shortened('short', 6, 4)).toBe('short');
  });
});
