import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSealedFetch, errorBody, errorHeaders } from '@spindle/client/node';
import { errorEntry, type Fault } from '@spindle/shared';
import { checkEvidenceFor } from './check-evidence-for.ts';
import { faultOf } from './fault-of.ts';
import { corsHeaders, isLoopback, refusalOf } from './guard.ts';
import { readRequest } from './read-request.ts';
import { routeName } from './route-name.ts';
import type { Settings } from './settings.ts';
import { VERSION } from './version.ts';
import { writeResponse } from './write-response.ts';

/** What may be told of a request: nothing that was said in it. */
export interface RequestNote {
  route: string;
  status: number;
  ms: number;
  /** Names a fault that is not the caller's, and the kind of exception behind it. */
  kind?: string;
}

/** An OpenAI endpoint that seals; not listening yet. */
export function createSidecar(settings: Settings, note: (note: RequestNote) => void): Server {
  const { brokerUrl: baseUrl, brokerKey, env } = settings;
  const known = { brokerKey: brokerKey ?? undefined, env: env ?? undefined };
  const sealed = createSealedFetch({ baseUrl, ...known, evidence: checkEvidenceFor(settings) });
  const guard = { isLoopback: isLoopback(settings.host), allowedOrigin: settings.allowedOrigin };
  return createServer(async (incoming, out) => {
    const startedAtMs = performance.now();
    const refusal = refusalOf(incoming, guard);
    if (guard.allowedOrigin) out.setHeaders(new Map(Object.entries(corsHeaders(guard.allowedOrigin))));
    const kind = refusal ? refuse(incoming, out, refusal) : await serve(settings, sealed, incoming, out);
    const ms = Math.round(performance.now() - startedAtMs);
    note({ route: routeName(incoming), status: out.statusCode, ms, ...(kind && { kind }) });
  });
}

/** @returns the kind of an exception that is not the caller's. */
async function serve(
  settings: Settings,
  sealed: typeof fetch,
  incoming: IncomingMessage,
  out: ServerResponse,
): Promise<string | undefined> {
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  if (incoming.method === 'OPTIONS') return void out.writeHead(204).end();
  if (incoming.url === '/healthz') return json(out, { status: 'ok', version: VERSION });
  try {
    const request = await readRequest(incoming, { apiKey: settings.apiKey, signal: gone.signal });
    if (!request.ok) return refuse(incoming, out, request.fault);
    await writeResponse(await sealed(request.value), out);
    return undefined;
  } catch (error) {
    if (out.destroyed || out.headersSent) return undefined;
    const { fault, kind } = faultOf(error, settings.brokerUrl);
    refuse(incoming, out, fault);
    return kind;
  }
}

function refuse(incoming: IncomingMessage, out: ServerResponse, fault: Fault): undefined {
  // The rest of a body that is not read would keep its connection busy.
  const close = incoming.complete ? {} : { connection: 'close' };
  const type = { 'content-type': 'application/json' };
  out.writeHead(errorEntry(fault.code).status, { ...type, ...close, ...errorHeaders(fault) });
  out.end(JSON.stringify(errorBody(fault)));
}

function json(out: ServerResponse, body: object): undefined {
  out.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
