import type { OutgoingHttpHeaders } from 'node:http';

/**
 * True for pages of this machine, and for those that the person allowed: a site on the internet must not be able to
 * spend from a developer's wallet, be it play money.
 */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (origin === '' || allowed.includes(origin)) return true;
  try {
    const { hostname } = new URL(origin);
    return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost');
  } catch {
    return false;
  }
}

/** Headers that let an allowed page read the answer. */
export function corsHeaders(origin: string): OutgoingHttpHeaders {
  if (origin === '') return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'content-type, x-api-key, x-ton-client-version',
    'access-control-max-age': '600',
    vary: 'origin',
  };
}
