import type { IncomingMessage } from 'node:http';
import { type Fault, fail } from '@spindle/shared';

export interface GuardOptions {
  /** Listening on this machine alone. */
  isLoopback: boolean;
  allowedOrigin: string | null;
}

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Who may not call. A web page that its owner happens to visit could reach this port, by its address (browsers send
 * `Origin` with that) or by a name of its own that points here (then `Host` is that name), and would spend their money.
 */
export function refusalOf({ headers }: IncomingMessage, { isLoopback, allowedOrigin }: GuardOptions): Fault | null {
  const { origin, host = '' } = headers;
  if (origin !== undefined && origin !== allowedOrigin)
    return fail('sidecar_origin', { origin: origin.slice(0, 200) }).fault;
  const name = host.replace(/:\d+$/, '');
  return isLoopback && !LOCAL_NAMES.has(name) ? fail('sidecar_host', { host: name.slice(0, 200) }).fault : null;
}

/** What a browser wants to read before and after a page of the allowed origin calls. */
export const corsHeaders = (allowedOrigin: string): Record<string, string> => ({
  'access-control-allow-origin': allowedOrigin,
  'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
  'access-control-allow-headers': '*, authorization',
  'access-control-expose-headers': '*',
  vary: 'origin',
});

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);
