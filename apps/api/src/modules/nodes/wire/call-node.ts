import { type ClientHttp2Session, type ClientHttp2Stream, constants, type IncomingHttpHeaders } from 'node:http2';
import type { Fault } from '@spindle/shared';
import type * as z from 'zod/mini';

/** A node that says more than this to a small question is broken or hostile. */
const MAX_REPLY_CHARACTERS = 1024 * 1024;
const TIMEOUT_MS = 10_000;

/** The node did not do what a node must: its link is of no use. */
export class LinkError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'LinkError';
  }
}

/** Opens a request. @throws LinkError when the session takes none any more. */
export function openCall(
  session: ClientHttp2Session,
  method: 'GET' | 'POST',
  path: string,
  body?: Uint8Array,
): ClientHttp2Stream {
  if (session.closed || session.destroyed) throw new LinkError('the link is closed');
  const headers = { ':method': method, ':path': path };
  const stream = session.request(headers, { endStream: body === undefined });
  if (body !== undefined) stream.end(body);
  return stream;
}

export interface CallOptions {
  body?: object | undefined;
  timeoutMs?: number;
  onHeaders?: (headers: IncomingHttpHeaders) => void;
}

/** A small question whose answer is JSON of this shape. @throws LinkError for every other answer. */
export async function callJson<Schema extends z.ZodMiniType>(
  session: ClientHttp2Session,
  method: 'GET' | 'POST',
  path: string,
  schema: Schema,
  body?: object,
  onHeaders: CallOptions['onHeaders'] = () => {},
): Promise<z.output<Schema>> {
  const lines: string[] = [];
  await callLines(session, method, path, (line) => lines.push(line), { body, onHeaders });
  const parsed = schema.safeParse(jsonOf(lines.join('\n')));
  if (!parsed.success) throw new LinkError(`${path} has another shape`);
  return parsed.data;
}

/** A question whose answer is lines. @throws LinkError when it fails, is too long, or takes more than `timeoutMs`. */
export function callLines(
  session: ClientHttp2Session,
  method: 'GET' | 'POST',
  path: string,
  onLine: (line: string) => void,
  { body, timeoutMs = TIMEOUT_MS, onHeaders = () => {} }: CallOptions = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = openCall(session, method, path, body && Buffer.from(JSON.stringify(body)));
    const stop = (why: string) => {
      reject(new LinkError(`${path} ${why}`));
      stream.close(constants.NGHTTP2_CANCEL);
    };
    const timer = setTimeout(() => stop('took too long'), timeoutMs);
    let length = 0;
    let isWhole = false;
    stream.on('response', (headers) => {
      onHeaders(headers);
      if (headers[':status'] !== 200) stop(`answered ${headers[':status']}`);
    });
    stream.on('data', (chunk: string) => {
      length += chunk.length;
      if (length > MAX_REPLY_CHARACTERS) stop('said too much');
    });
    readLines(stream, onLine);
    stream.on('end', () => {
      isWhole = isWholeAtEnd(stream);
    });
    stream.on('error', () => {}); // Always followed by `close`.
    stream.on('close', () => {
      clearTimeout(timer);
      if (isWhole) resolve();
      else reject(new LinkError(`${path} broke off`));
    });
  });
}

/**
 * Asked at a stream's `end`: did the node end it? Node emits `end` for streams that were reset, and for those that a
 * broken connection destroyed, too.
 */
export const isWholeAtEnd = (stream: ClientHttp2Stream): boolean =>
  !stream.destroyed && stream.rstCode === constants.NGHTTP2_NO_ERROR;

/** Time for the goodbye to leave before the connection is cut. */
const GOODBYE_MS = 100;

/** Says goodbye with the reason in words that the node reads (the debug data of GOAWAY), and cuts the connection. */
export function endSession(session: ClientHttp2Session, fault: Fault): void {
  if (session.destroyed) return;
  session.goaway(constants.NGHTTP2_NO_ERROR, 0, Buffer.from(JSON.stringify(fault)));
  setTimeout(() => session.destroy(), GOODBYE_MS);
}

const MAX_LINE_CHARACTERS = 256 * 1024;

/** Cuts what a stream says into lines; one that grows out of every bound ends the stream. */
export function readLines(stream: ClientHttp2Stream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_CHARACTERS) stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM);
    for (const line of lines) if (line !== '') onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}

/** @returns undefined when it is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
