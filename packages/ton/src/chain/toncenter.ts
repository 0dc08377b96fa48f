import { fail, ok, type Result } from '@spindle/shared';
import * as z from 'zod/mini';

export interface ToncenterOptions {
  /** For instance https://toncenter.com; `/api/v2` and `/api/v3` are below it. */
  baseUrl: string;
  apiKey?: string;
  /** Of one request. Default 10 s. */
  timeoutMs?: number;
  fetch?: typeof fetch;
}

export type ChainResult<Value> = Result<Value, 'chain_unreachable' | 'chain_contradicts'>;

/** Says why a read failed, for the log; the person reads that the chain cannot be reached. */
export const unreachable = (why: string): ChainResult<never> => fail('chain_unreachable', { why });

/** The chain's servers, or one of them and what we booked, tell different histories: nobody may act on either. */
export const contradicts = (why: string): ChainResult<never> => fail('chain_contradicts', { why });

const Envelope = z.object({ ok: z.boolean(), result: z.optional(z.unknown()) });

/**
 * Toncenter's two HTTP interfaces. Whatever goes wrong (no answer, not in time, not 200, not of the expected shape)
 * is the value `chain_unreachable`: a read that failed must never look like a fact.
 */
export class Toncenter {
  private readonly baseUrl: string;
  private readonly fetch: typeof fetch;

  constructor(private readonly options: ToncenterOptions) {
    this.baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.fetch = options.fetch ?? fetch;
  }

  /** A method of v2 by JSON-RPC. */
  async call<Schema extends z.ZodMiniType>(
    method: string,
    params: Record<string, string | number | boolean>,
    schema: Schema,
  ): Promise<ChainResult<z.output<Schema>>> {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const answer = await this.request('/api/v2/jsonRPC', { method: 'POST', body }, Envelope);
    if (!answer.ok) return answer;
    if (!answer.value.ok) return unreachable(`${method} was refused`);
    return shaped(schema, answer.value.result);
  }

  /** A path of v3. */
  async get<Schema extends z.ZodMiniType>(
    path: string,
    query: Record<string, string> | string[][],
    schema: Schema,
  ): Promise<ChainResult<z.output<Schema>>> {
    return this.request(`/api/v3/${path}?${new URLSearchParams(query)}`, { method: 'GET' }, schema);
  }

  private async request<Schema extends z.ZodMiniType>(
    path: string,
    init: { method: string; body?: string },
    schema: Schema,
  ): Promise<ChainResult<z.output<Schema>>> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (this.options.apiKey) headers['x-api-key'] = this.options.apiKey;
    try {
      const signal = AbortSignal.timeout(this.options.timeoutMs ?? 10_000);
      const response = await this.fetch(`${this.baseUrl}${path}`, { ...init, headers, signal });
      if (!response.ok) return unreachable(`HTTP ${response.status}`);
      return shaped(schema, await response.json());
    } catch (error) {
      return unreachable(error instanceof Error ? error.name : 'no answer');
    }
  }
}

function shaped<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): ChainResult<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : unreachable('the answer has another shape');
}
