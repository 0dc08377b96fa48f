import type { Delta } from '@spindle/sealed/node';
import type { Ability } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { Question } from '../engines/index.ts';
import { continueAnswer } from './continue-answer.ts';

const chat = (request: object = {}): Question => ({
  kind: 'chat',
  request: { messages: [{ role: 'user', content: 'hi' }], ...request },
});
const completion = (request: object): Question => ({ kind: 'completion', request: { prompt: 'Once ', ...request } });
const text = (words: string): Delta => ({ kind: 'text', text: words });
const goOn = (question: Question, deltas: Delta[], abilities: Ability[] = ['chat', 'continue']) =>
  continueAnswer(question, { deltas, outputTokens: 5, priorHash: '' }, abilities);
const saidOf = (question: Question, deltas: Delta[]) => {
  const going = goOn(question, deltas);
  return going.ok ? going.value.said : going.fault;
};

describe('an answer goes on', () => {
  it('behind its text', () => {
    expect(saidOf(chat(), [text('One '), text('two')])).toEqual({ text: 'One two', tokens: 5 });
    expect(saidOf(chat({ tools: [{ type: 'function' }], tool_choice: 'auto' }), [text('One')])).toMatchObject({
      text: 'One',
    });
    expect(saidOf(chat(), [text('One'), { kind: 'logprobs', logprobs: {} }])).toMatchObject({ text: 'One' });
  });

  it('behind its text without the thoughts that led to it', () => {
    expect(saidOf(chat(), [{ kind: 'reasoning', text: 'hm' }, text('One')])).toEqual({ text: 'One', tokens: 5 });
  });

  it('from the beginning when only thoughts had come, which needs no ability', () => {
    expect(goOn(chat(), [{ kind: 'reasoning', text: 'hm' }], ['chat'])).toMatchObject({ value: { said: null } });
    expect(saidOf(chat({ response_format: { type: 'json_object' } }), [{ kind: 'reasoning', text: 'hm' }])).toBeNull();
  });

  it('behind its prompt with any engine, when it is a completion', () => {
    expect(goOn(completion({}), [text('upon')], ['completion'])).toMatchObject({ value: { said: { text: 'upon' } } });
    expect(saidOf(completion({ echo: true }), [text('Once upon')])).toMatchObject({ text: 'Once upon' });
  });

  it('with the vectors that are missing', () => {
    const question: Question = { kind: 'embeddings', request: { input: ['a', 'b', 'c'] } };
    const going = goOn(question, [{ kind: 'embedding', index: 1, vector: '' }], ['embeddings']);
    expect(going).toMatchObject({ value: { question: { request: { input: ['a', 'c'] } }, places: [0, 2] } });
  });
});

describe('an answer does not go on', () => {
  const tool: Delta = { kind: 'tool', index: 0, name: 'f' };
  const cases: [why: string, question: Question, deltas: Delta[]][] = [
    ['tools', chat(), [text('I look'), tool]],
    ['tools', chat({ tool_choice: 'required' }), [text('I')]],
    ['tools', chat({ tool_choice: { type: 'function' } }), [text('I')]],
    ['choices', chat({ n: 2 }), [text('One')]],
    ['choices', chat(), [{ kind: 'text', text: 'One', choice: 1 }]],
    ['schema', chat({ response_format: { type: 'json_object' } }), [text('{')]],
    ['schema', chat({ response_format: { type: 'json_schema' } }), [text('{')]],
    ['schema', chat({ guided_regex: 'a+' }), [text('a')]],
    ['schema', completion({ grammar: 'root ::= "a"' }), [text('a')]],
    ['refusal', chat(), [{ kind: 'refusal', text: 'I cannot' }]],
    ['tokens', completion({ prompt: [1, 2] }), [text('a')]],
    ['echo', completion({ echo: true }), [text('On')]],
  ];

  it.each(cases)('where it would not be one answer: %s', (why, question, deltas) => {
    expect(goOn(question, deltas)).toEqual({
      ok: false,
      fault: { code: 'resume_unsupported', facts: { delivered: 5, why } },
    });
  });

  it('where the engine cannot', () => {
    expect(goOn(chat(), [text('One')], ['chat'])).toMatchObject({ fault: { facts: { why: 'engine' } } });
  });
});
