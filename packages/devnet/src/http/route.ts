import type { ServerResponse } from 'node:http';

/** A request, read. */
export interface Request {
  method: string;
  url: URL;
  /** What the path's `:names` stand for here. */
  at: Record<string, string>;
  /** Query and JSON body together; names that come several times in the query are lists. */
  parameters: Record<string, unknown>;
  text: string;
  /** Null when the body is no JSON. */
  json: unknown;
  /** Of the page that asks; empty when a program asks. */
  origin: string;
  /** Under which name and port it asks for us. */
  host: string;
  /** For answers that go on, such as event streams. */
  response: ServerResponse;
}

/** A string body is sent as it is with `type`; anything else as JSON. Null: the route answers by itself. */
export type Answer = { status: number; body?: unknown; type?: string } | null;

export interface Route {
  /** Without it the route answers to every method. */
  method?: 'GET' | 'POST';
  /** Segments that begin with a colon match anything. */
  path: string;
  answer(request: Request): Promise<Answer> | Answer;
}

/** The values of a path's `:names`, or null when it does not match. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const found = path.split('/');
  if (wanted.length !== found.length) return null;
  const at: Record<string, string> = {};
  for (const [position, segment] of wanted.entries()) {
    const value = found[position] ?? '';
    if (!segment.startsWith(':') && segment !== value) return null;
    const decoded = decode(value);
    if (decoded === null) return null;
    if (segment.startsWith(':')) at[segment.slice(1)] = decoded;
  }
  return at;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
