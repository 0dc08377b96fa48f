import { webPrimitives } from '@spindle/sealed';
import { FaultError, type RequestKind } from '@spindle/shared';
import { type CommonOptions, createClient } from '../create-client.ts';
import type { Transport } from '../transport.ts';
import { answerAsk } from './answer-ask.ts';
import { findModel } from './find-model.ts';
import { AnswerFault, faultOnly, refuse } from './respond.ts';
import { createSessions, type Session } from './sessions.ts';

export type SealedFetchOptions = CommonOptions & {
  /** How many lines of one batch are asked at a time. Default 4. */
  batchConcurrency?: number | undefined;
} & (
    | {
        /** Address of the market, such as `https://api.spindle.example`; a `/v1` at its end does no harm. */
        baseUrl: string;
        /** Default: the key that each request brings as `Authorization: Bearer …`. */
        apiKey?: string | undefined;
        /** What carries sealed bytes. Default: the platform's. */
        fetch?: typeof fetch | undefined;
      }
    | { transport: Transport }
  );

/** The endpoints that ask a model, and what they ask. */
const ENDPOINTS: readonly [path: string, kind: RequestKind][] = [
  ['/chat/completions', 'chat'],
  ['/completions', 'completion'],
  ['/embeddings', 'embeddings'],
];

/**
 * A `fetch` for programs that speak to OpenAI: questions are sealed on this machine, so that not even the market reads
 * them. Answers chat completions, completions, embeddings, models, and, in this process's memory, files and batches.
 * @example
 * const openai = new OpenAI({ baseURL: `${market}/v1`, apiKey: 'sk-…', fetch: createSealedFetch({ baseUrl: market }) });
 */
export function createSealedFetch(options: SealedFetchOptions): typeof fetch {
  const sessionOf = createSessions(options.primitives ?? webPrimitives, options.batchConcurrency, (apiKey) => {
    if ('transport' in options) return createClient(options);
    const { baseUrl, apiKey: own, ...rest } = options;
    return createClient({ ...rest, baseUrl: baseUrl.replace(/\/v1\/?$/, ''), token: own ?? apiKey });
  });
  const needsKey = !('transport' in options) && options.apiKey === undefined;

  return async (input, init) => {
    const request = new Request(input, init);
    const key = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    if (needsKey && !key) return refuse({ code: 'api_key_invalid' });
    try {
      return await answer(sessionOf(needsKey ? key : ''), request);
    } catch (error) {
      return refuse(faultOnly(error).fault, error instanceof AnswerFault ? error.headers : {});
    }
  };
}

async function answer(session: Session, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const endpoint = ENDPOINTS.find(([path]) => pathname.endsWith(path));
  if (endpoint && request.method === 'POST') return ask(session, endpoint[1], request);
  const local = await session.desk.answer(request, pathname);
  if (local) return local;
  const models = /\/models(?:\/(.+))?$/.exec(pathname);
  if (!models || request.method !== 'GET') throw new FaultError({ code: 'not_found', facts: { what: pathname } });
  const list = await session.client.models(request.signal);
  return Response.json(models[1] ? findModel(list, decodeURIComponent(models[1])) : list);
}

async function ask({ client, replays }: Session, kind: RequestKind, request: Request): Promise<Response> {
  const text = await request.text();
  const work = (signal: AbortSignal) => answerAsk(client, { kind, text, signal });
  const key = request.headers.get('idempotency-key');
  if (!key) return work(request.signal);
  return replays.answer({ key, request: `${kind}\n${text}`, signal: request.signal }, work);
}
