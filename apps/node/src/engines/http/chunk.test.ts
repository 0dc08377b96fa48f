import { describe, expect, it } from 'vitest';
import { readChunk } from './chunk.ts';

const read = (chunk: unknown) => readChunk(JSON.stringify(chunk));

describe('a chunk of an engine', () => {
  it('is read with null for what is left out', () => {
    const delta = { content: 'hi', refusal: null, reasoning_content: null, tool_calls: null };
    const choice = { index: 0, delta, logprobs: null, finish_reason: null };
    const details = { cached_tokens: null };
    expect(read({ choices: [choice], usage: null, error: null })).toEqual({
      pieces: [{ kind: 'text', text: 'hi' }],
      finishes: [],
      usage: null,
      isError: false,
    });
    expect(read({ choices: null, usage: { prompt_tokens: 3, prompt_tokens_details: details } })).toEqual({
      pieces: [],
      finishes: [],
      usage: { input: 3, cached: 0, output: 0 },
      isError: false,
    });
  });

  it.each([
    [7],
    [null],
    [{ choices: {} }],
    [{ choices: [7] }],
    [{ choices: [{ index: -1 }] }],
    [{ choices: [{ index: 0.5 }] }],
    [{ choices: [{ text: 7 }] }],
    [{ choices: [{ delta: 'hi' }] }],
    [{ choices: [{ delta: { content: ['hi'] } }] }],
    [{ choices: [{ delta: { tool_calls: [{ index: '0' }] } }] }],
    [{ choices: [{ delta: { tool_calls: [{ function: { arguments: {} } }] } }] }],
    [{ choices: [{ finish_reason: 1 }] }],
    [{ usage: { completion_tokens: -1 } }],
    [{ usage: { prompt_tokens: 1.5 } }],
    [{ usage: { prompt_tokens: 1, prompt_tokens_details: { cached_tokens: '1' } } }],
  ])('is none when a field is something else: %j', (chunk) => {
    expect(read(chunk)).toBeNull();
  });
});
