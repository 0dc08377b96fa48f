import { callEngine, readBody } from './http-call.ts';

/** Where an engine listens. */
export interface Server {
  /** Base of OpenAI's API, with `/v1`. */
  url: string;
  /** Without it: where programs serve what is their own. */
  root: string;
  key: string | null;
  /** Connections are kept for the next question; some programs break by it. */
  isKeptAlive: boolean;
}

const MAX_BYTES = 4 * 1024 * 1024;
const PATIENCE_MS = 2_000;

/** `http://host:8000` means its `/v1`, as every engine serves it. */
export function serverAt(given: string, key: string | null): Server {
  const plain = given.replace(/\/+$/, '');
  const url = new URL(plain).pathname === '/' ? `${plain}/v1` : plain;
  return { url, root: url.replace(/\/v1$/, ''), key, isKeptAlive: true };
}

export interface Small {
  /** Asked with this body by POST. */
  body?: object;
  patienceMs?: number;
}

/** A small question beside the answers. @returns null for every answer but 200, and for none. */
export async function readText(server: Server, path: string, small: Small = {}): Promise<string | null> {
  const { root, key, isKeptAlive } = server;
  const { body, patienceMs = PATIENCE_MS } = small;
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const response = await callEngine({
      ...{ method: body ? 'POST' : 'GET', url: `${root}${path}`, key, signal, idleMs: patienceMs, isKeptAlive },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await readBody(response, MAX_BYTES);
    return response.statusCode === 200 && response.complete ? text : null;
  } catch {
    return null;
  }
}

/** As `readText`; undefined also for what is not JSON. */
export async function readJson(server: Server, path: string, small: Small = {}): Promise<unknown> {
  const text = await readText(server, path, small);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
