import { type RequestKind, unwrap } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { readBody } from '../index.ts';
import { readAsk } from '../read-ask.ts';

const CHAT = { model: 'tiny', messages: [{ role: 'user', content: 'Who are you?' }] };
const LISTING = '99999999-9999-7999-8999-999999999999';

const quoteOf = (kind: RequestKind, body: object) => readAsk(unwrap(readBody(kind, body)).ask).quoteRequest;
const sealedOf = (kind: RequestKind, body: object) => readAsk(unwrap(readBody(kind, body)).ask).body;
const refusedName = (kind: RequestKind, body: unknown) => {
  const read = readBody(kind, body);
  return read.ok ? null : [read.fault.code, read.fault.facts?.parameter];
};

describe('what the market is told of a body', () => {
  it.each<[string, object, object]>([
    ['max_price, one number for both', { max_price: 0.4 }, { maxPriceMicroUsdPerMTok: '400000' }],
    ['max_price, a text', { max_price: '1.25' }, { maxPriceMicroUsdPerMTok: '1250000' }],
    [
      'max_price for input and output apart',
      { max_price: { input: 0.1, output: '0.5' } },
      { maxInputMicroUsdPerMTok: '100000', maxOutputMicroUsdPerMTok: '500000' },
    ],
    [
      'max_price in OpenRouter’s names',
      { max_price: { prompt: 1, completion: 2 } },
      { maxInputMicroUsdPerMTok: '1000000', maxOutputMicroUsdPerMTok: '2000000' },
    ],
    ['max_price of one side', { max_price: { output: 2 } }, { maxOutputMicroUsdPerMTok: '2000000' }],
    [
      'Cocoon’s max_coefficient, 1.5 times its base price',
      { max_coefficient: 1500, enable_debug: true, request_guid: 'x' },
      { maxInputNanoPerMTok: '30000000', maxOutputNanoPerMTok: '240000000' },
    ],
    ['policy and tier', { policy: 'fastest', tier: 'verified' }, { policy: 'fastest', tier: 'verified' }],
    [
      'providers',
      { providers: { only: [LISTING], ignore: [], region: 'eu', data_policy: 'no_training' } },
      { onlyListings: [LISTING], ignoreListings: [], regions: ['eu'], dataPolicy: 'no_training' },
    ],
    ['several regions', { providers: { region: ['eu', 'us'] } }, { regions: ['eu', 'us'] }],
    ['flex', { service_tier: 'flex' }, { serviceClass: 'batch' }],
    ['OpenAI’s usual service', { service_tier: 'auto' }, {}],
    [
      'the older form',
      { spindle: { policy: 'private', listing_id: LISTING, max_price_micro_usd_per_mtok: '007' } },
      { policy: 'private', listingId: LISTING, maxPriceMicroUsdPerMTok: '7' },
    ],
    ['tools', { tools: [{ type: 'function', function: { name: 'x' } }] }, { needs: ['tools'] }],
    ['JSON', { response_format: { type: 'json_object' } }, { needs: ['json'] }],
    ['a schema', { response_format: { type: 'json_schema', json_schema: {} } }, { needs: ['json_schema'] }],
    ['several answers: room for all', { n: 3, max_tokens: 10 }, { needs: ['n'], maxOutputTokens: 30 }],
    ['logprobs', { logprobs: true, top_logprobs: 2 }, { needs: ['logprobs'] }],
    [
      'images',
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:' } }] }] },
      { needs: ['images'] },
    ],
    [
      'speech',
      {
        messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }] }],
      },
      { needs: ['audio'] },
    ],
  ])('%s', (_, words, told) => {
    const { maxInputTokens, ...quote } = quoteOf('chat', { ...CHAT, ...words });
    expect(quote).toEqual({ model: 'tiny', maxOutputTokens: 1024, ...told });
    expect(maxInputTokens).toBeGreaterThan(10);
  });

  it('of text completions: a text in letters or tokens, or a list of one', () => {
    const quote = (prompt: unknown, rest: object = {}) => quoteOf('completion', { model: 'tiny', prompt, ...rest });
    expect(quote('Once')).toMatchObject({ kind: 'completion', maxOutputTokens: 16 });
    expect(quote('Once', { n: 2, max_tokens: 5 })).toMatchObject({ maxOutputTokens: 10, needs: ['n'] });
    expect(quote([1, 2, 3]).maxInputTokens).toBe(11);
    expect(quote([[1, 2, 3]]).maxInputTokens).toBe(11);
    expect(quote(['Once'])).toEqual(quote('Once'));
    expect(quote('Once', { logprobs: 0 })).toMatchObject({ needs: ['logprobs'] });
  });

  it('of embeddings: no output, and no needs', () => {
    const quote = quoteOf('embeddings', { model: 'tiny', input: ['a', 'b'], encoding_format: 'base64' });
    expect(quote).toEqual({ model: 'tiny', kind: 'embeddings', maxInputTokens: 22, maxOutputTokens: 0 });
  });
});

describe('what is sealed', () => {
  it('is every parameter that is not the market’s, known or not, and never a wish', () => {
    const wishes = { max_price: 1, tier: 'community', providers: {}, user: 'anna', prompt_cache_key: 'p', timeout: 3 };
    const foreign = { signal: 'x', affinity: 'x', kind: 'embeddings', maxInputTokens: 1, stream: true };
    const own = { temperature: 0.5, min_tokens: 7, chat_template_kwargs: { thinking: true }, stop: null };
    expect(sealedOf('chat', { ...CHAT, ...wishes, ...foreign, ...own, max_tokens: 9 })).toEqual({
      kind: 'chat',
      request: {
        ...CHAT,
        temperature: 0.5,
        min_tokens: 7,
        chat_template_kwargs: { thinking: true },
        max_completion_tokens: 9,
      },
    });
    expect(sealedOf('completion', { model: 'tiny', prompt: 'Once', suffix: '.', best_of: 1 })).toEqual({
      kind: 'completion',
      request: { model: 'tiny', prompt: 'Once', suffix: '.', max_tokens: 16 },
    });
    expect(sealedOf('embeddings', { model: 'tiny', input: 'a', dimensions: 8, encoding_format: 'float' })).toEqual({
      kind: 'embeddings',
      request: { model: 'tiny', input: 'a', dimensions: 8 },
    });
  });
});

it('the form of the answer is read too', () => {
  const chat = { ...CHAT, stream: true, stream_options: { include_usage: true }, timeout: 1.5 };
  expect(readBody('chat', chat)).toMatchObject({
    value: { stream: true, includeUsage: true, ask: { timeoutMs: 1500 } },
  });
  const embeddings = { model: 'tiny', input: 'a', stream: true, encoding_format: 'base64' };
  expect(readBody('embeddings', embeddings)).toMatchObject({ value: { stream: false, encoding: 'base64' } });
});

it.each<[RequestKind, string, unknown]>([
  ['chat', 'body', null],
  ['chat', 'model', { messages: CHAT.messages }],
  ['chat', 'messages', { model: 'tiny', messages: [] }],
  ['chat', 'messages[1].role', { model: 'tiny', messages: [...CHAT.messages, { role: 'king' }] }],
  ['chat', 'n', { ...CHAT, n: 9 }],
  ['chat', 'n', { ...CHAT, n: 0 }],
  ['chat', 'max_tokens', { ...CHAT, max_tokens: 0 }],
  ['chat', 'stream', { ...CHAT, stream: 'yes' }],
  ['chat', 'tier', { ...CHAT, tier: 'best' }],
  ['chat', 'spindle.tier', { ...CHAT, spindle: { tier: 'best' } }],
  ['chat', 'max_price', { ...CHAT, max_price: 'cheap' }],
  ['chat', 'max_price', { ...CHAT, max_price: { input: 1, prompt: 1 } }],
  ['chat', 'max_price', { ...CHAT, max_price: -1 }],
  ['chat', 'providers', { ...CHAT, providers: { order: [] } }],
  ['chat', 'providers.only[0]', { ...CHAT, providers: { only: ['x'] } }],
  ['chat', 'timeout', { ...CHAT, timeout: 0 }],
  ['completion', 'prompt', { model: 'tiny' }],
  ['completion', 'prompt', { model: 'tiny', prompt: ['a', 'b'] }],
  ['completion', 'n', { model: 'tiny', prompt: 'a', n: 9 }],
  ['completion', 'best_of', { model: 'tiny', prompt: 'a', best_of: 2 }],
  ['embeddings', 'input', { model: 'tiny', input: [] }],
  ['embeddings', 'encoding_format', { model: 'tiny', input: 'a', encoding_format: 'int8' }],
])('%s: a wrong %s is refused by its name', (kind, parameter, body) => {
  expect(refusedName(kind, body)).toEqual(['parameter_unsupported', parameter]);
});
