import type { EngineModel } from '../facts.ts';
import type { HttpEngineKind } from '../http/dialect.ts';
import type { OpenAiServer } from './openai-server.ts';

/*
 * How each program speaks, by what it publishes (its documentation and its source, named in its adapter): none of it was
 * recorded from a running one.
 */

export interface DialectScript {
  /** Its list of models, each called `tiny`. */
  listed: readonly object[];
  /** What it tells at paths of its own. */
  pages: OpenAiServer['pages'];
  /** What is to be understood of that. */
  version: string | null;
  model: EngineModel;
  slots: number | null;
  /** The chunks of an answer: a piece each, with its count, and the end. */
  chunks(pieces: readonly string[]): object[];
}

const INPUT = 9;
const usage = (output: number) => ({ prompt_tokens: INPUT, completion_tokens: output, total_tokens: INPUT + output });
const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'tiny' };
const choice = (delta: object, finish_reason: string | null = null, more: object = {}) => ({
  ...head,
  choices: [{ index: 0, delta, finish_reason, ...more }],
});
const unknown: EngineModel = { name: 'tiny', revision: null, quantisation: null, contextLength: null };
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const SNAPSHOT = `/models/hub/models--org--tiny/snapshots/${COMMIT}`;

const vllm: DialectScript = {
  listed: [{ id: 'tiny', object: 'model', owned_by: 'vllm', root: SNAPSHOT, max_model_len: 4096, permission: [] }],
  pages: {
    '/version': { version: '0.11.0' },
    '/health': '',
    '/metrics': [
      '# HELP vllm:num_requests_running Number of requests in model execution batches.',
      '# TYPE vllm:num_requests_running gauge',
      'vllm:num_requests_running{engine="0",model_name="ti{n}y 1"} 3.0',
      'vllm:num_requests_waiting{engine="0",model_name="ti{n}y 1"} 2.0',
      'vllm:kv_cache_usage_perc{engine="0",model_name="ti{n}y 1"} 0.25',
      'vllm:generation_tokens_total{engine="0",model_name="ti{n}y 1"} 1000.0 1764400000000',
      'vllm:e2e_request_latency_seconds_bucket{le="0.3"} NaN',
    ].join('\n'),
  },
  version: '0.11.0',
  model: { ...unknown, revision: COMMIT, contextLength: 4096 },
  slots: null,
  chunks: (pieces) => [
    choice({ role: 'assistant', content: '' }),
    ...pieces.map((content, at) => ({ ...choice({ content }), usage: usage(at + 1) })),
    { ...choice({ content: '' }, 'stop', { stop_reason: null }), usage: usage(pieces.length) },
    { ...head, choices: [], usage: usage(pieces.length) },
  ],
};

const sglang: DialectScript = {
  listed: [{ id: 'tiny', object: 'model', owned_by: 'sglang', root: 'org/tiny', max_model_len: 8192 }],
  pages: {
    '/health': '',
    '/get_model_info': { model_path: 'org/tiny', tokenizer_path: 'org/tiny', is_generation: true },
    '/get_server_info': {
      version: '0.5.5',
      model_path: SNAPSHOT,
      quantization: 'fp8',
      max_running_requests: 48,
      context_length: null,
      internal_states: [{ last_gen_throughput: 12.5 }],
    },
    '/get_load': [
      { dp_rank: 0, num_reqs: 4, num_waiting_reqs: 1, num_tokens: 900 },
      { dp_rank: 1, num_reqs: 2, num_waiting_reqs: 1, num_tokens: 90 },
    ],
  },
  version: '0.5.5',
  model: { name: 'tiny', revision: COMMIT, quantisation: 'fp8', contextLength: 8192 },
  slots: 48,
  chunks: (pieces) => [
    choice({ role: 'assistant', content: '' }, null, { logprobs: null, matched_stop: null }),
    ...pieces.map((content, at) => ({ ...choice({ content, reasoning_content: null }), usage: usage(at + 1) })),
    choice({ content: null }, 'stop', { matched_stop: 151645 }),
    { ...head, choices: [], usage: usage(pieces.length) },
  ],
};

const ollama: DialectScript = {
  listed: [{ id: 'tiny', object: 'model', created: 1, owned_by: 'library' }],
  pages: {
    '/api/version': { version: '0.12.6' },
    '/api/tags': {
      models: [
        {
          name: 'tiny',
          model: 'tiny',
          size: 815_319_791,
          digest: 'f'.repeat(64),
          details: { format: 'gguf', family: 'llama', parameter_size: '1.2B', quantization_level: 'Q4_K_M' },
        },
      ],
    },
    '/api/ps': { models: [{ name: 'tiny', model: 'tiny', size_vram: 900_000_000, context_length: 4096 }] },
    '/api/show': { parameters: 'stop "<|end|>"\nnum_ctx 2048', model_info: { 'llama.context_length': 131_072 } },
  },
  version: '0.12.6',
  model: { name: 'tiny', revision: 'f'.repeat(64), quantisation: 'Q4_K_M', contextLength: 4096 },
  slots: null,
  chunks: (pieces) => [
    ...pieces.map((content) => ({ ...choice({ role: 'assistant', content }), system_fingerprint: 'fp_ollama' })),
    { ...choice({ role: 'assistant', content: '' }, 'stop'), system_fingerprint: 'fp_ollama' },
    { ...head, system_fingerprint: 'fp_ollama', choices: [], usage: usage(pieces.length) },
  ],
};

const llamacpp: DialectScript = {
  listed: [
    { id: 'tiny', object: 'model', owned_by: 'llamacpp', meta: { n_ctx_train: 131_072, n_params: 1, ftype: 'Q8_0' } },
  ],
  pages: {
    '/health': { status: 'ok' },
    '/props': {
      total_slots: 4,
      model_path: `${SNAPSHOT}/tiny-not-here.gguf`,
      build_info: 'b6700-abcdef0',
      default_generation_settings: { n_ctx: 4096, params: {} },
    },
    '/slots': [
      { id: 0, n_ctx: 4096, is_processing: true, prompt: 'what nobody else may read' },
      { id: 1, n_ctx: 4096, is_processing: false },
    ],
  },
  version: 'b6700-abcdef0',
  model: { name: 'tiny', revision: COMMIT, quantisation: 'Q8_0', contextLength: 4096 },
  slots: 4,
  chunks: (pieces) => [
    choice({ role: 'assistant', content: null }),
    ...pieces.map((content) => choice({ content })),
    choice({}, 'stop'),
    { ...head, choices: [], usage: usage(pieces.length), timings: { prompt_n: INPUT, predicted_n: pieces.length } },
  ],
};

const cocoon: DialectScript = {
  listed: [
    {
      id: 'tiny',
      object: 'model',
      created: 0,
      owned_by: '?',
      workers: [
        { coefficient: 1000, running_requests: 3, max_running_requests: 20 },
        { coefficient: 1500, running_requests: 0, max_running_requests: 10 },
      ],
    },
  ],
  pages: {
    '/jsonstats': {
      status: { wallet_balance: 20_000_000_000, enabled: true, git_commit: 'b75d444aaaaaaaaaaaaa' },
      stats: { queries: [1], success: [9], failed: [0] },
      wallet: { address: 'EQ', balance: 20_000_000_000, seqno: 1 },
      root_contract_config: {
        price_per_token: 20,
        worker_fee_per_token: 19,
        prompt_tokens_price_multiplier: 10_000,
        cached_tokens_price_multiplier: 1_000,
        completion_tokens_price_multiplier: 80_000,
        reasoning_tokens_price_multiplier: 80_000,
      },
    },
  },
  version: 'b75d444aaaaa',
  model: unknown,
  slots: 30,
  chunks: (pieces) => [
    choice({ role: 'assistant', content: '' }),
    ...pieces.map((content) => choice({ content })),
    choice({ content: null }, 'stop', { matched_stop: 2 }),
    { ...head, choices: [], usage: { ...usage(pieces.length), prompt_total_cost: 180, total_cost: 500 } },
  ],
};

const openai: DialectScript = {
  listed: [{ id: 'tiny' }],
  pages: {},
  version: null,
  model: unknown,
  slots: null,
  chunks: (pieces) => [
    ...pieces.map((content) => choice({ content })),
    choice({}, 'stop'),
    { choices: [], usage: usage(pieces.length) },
  ],
};

export const DIALECT_SCRIPTS: Record<HttpEngineKind, DialectScript> = {
  vllm,
  sglang,
  ollama,
  llamacpp,
  cocoon,
  openai,
};

/** Makes a server speak as a program does. */
export function speakAs(server: OpenAiServer, { listed, pages }: DialectScript): void {
  Object.assign(server, { listed, pages: { ...pages } });
}
