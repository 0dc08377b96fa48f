/** One message of HTTP/1.1, as it was recorded. */
export interface Message {
  /** `POST /relay HTTP/1.1`, or `HTTP/1.1 200 OK`. */
  start: string;
  headers: ReadonlyMap<string, string>;
  body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** The messages of one direction of a connection. What is no HTTP at its end is left over: `rest`. */
export function readMessages(bytes: Buffer): { messages: Message[]; rest: Buffer } {
  const messages: Message[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf(HEAD_END, at);
    const head = end < 0 ? '' : bytes.toString('latin1', at, end);
    if (!/^(HTTP\/1\.1 \d|[A-Z]+ \S+ HTTP\/1\.1)/.test(head)) return { messages, rest: bytes.subarray(at) };
    const [start = '', ...lines] = head.split('\r\n');
    const headers = new Map(lines.map((line) => [nameOf(line), line.slice(line.indexOf(':') + 1).trim()]));
    const { body, next } = readBody(bytes, end + HEAD_END.length, headers);
    messages.push({ start, headers, body });
    at = next;
  }
}

const nameOf = (line: string): string => line.slice(0, line.indexOf(':')).toLowerCase();

function readBody(bytes: Buffer, from: number, headers: ReadonlyMap<string, string>): { body: Buffer; next: number } {
  if (headers.get('transfer-encoding') === 'chunked') return readChunks(bytes, from);
  const next = from + Number(headers.get('content-length') ?? 0);
  return { body: bytes.subarray(from, next), next };
}

/** A stream that broke off ends where the recording does. */
function readChunks(bytes: Buffer, from: number): { body: Buffer; next: number } {
  const parts: Buffer[] = [];
  let at = from;
  for (;;) {
    const line = bytes.indexOf('\r\n', at);
    const size = line < 0 ? Number.NaN : Number.parseInt(bytes.toString('latin1', at, line), 16);
    if (Number.isNaN(size)) return { body: Buffer.concat(parts), next: bytes.length };
    if (size === 0) return { body: Buffer.concat(parts), next: line + 4 };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
