import { FrameReader } from '@spindle/sealed';
import { FrameType, unwrap } from '@spindle/shared';

/*
 * What the market can read of requests: every field of every recorded message, by the message's name in
 * docs/sealed-protocol.md §10, and what is sealed beside them.
 */
export class SeenFields {
  readonly fields = new Map<string, Set<string>>();
  /** Bytes that must look like chance, each once. */
  readonly sealed = new Map<string, Buffer>();
  readonly frames: { type: FrameType; bytes: Buffer }[] = [];

  /** A message in JSON. What the market wrote itself, its quotes, is one field. */
  json(message: string, value: unknown): void {
    for (const field of fieldsOf(value)) this.#note(message, field);
  }

  /** `length u32 ‖ head ‖ rest`. @returns the head, and what stands behind it. */
  headed(message: string, bytes: Buffer): { head: Record<string, unknown>; rest: Buffer } {
    const length = bytes.readUInt32BE(0);
    const head: Record<string, unknown> = JSON.parse(bytes.toString('utf8', 4, 4 + length));
    this.json(message, head);
    return { head, rest: bytes.subarray(4 + length) };
  }

  /** A sealed request: its header can be read. */
  envelope(bytes: Buffer): void {
    const { head, rest } = this.headed('envelope', bytes);
    this.#seal(rest);
    const { wraps } = head;
    for (const { ct, enc } of Array.isArray(wraps) ? wraps : []) this.#seal(Buffer.from(`${enc}${ct}`, 'hex'));
  }

  /** Frames of an answer. */
  answer(bytes: Buffer): void {
    for (const { type, bytes: inside } of unwrap(new FrameReader().push(bytes))) {
      const frame = Buffer.from(inside);
      const name = FRAME_NAMES[type];
      this.frames.push({ type, bytes: frame });
      if (type === FrameType.Text || type === FrameType.Last) {
        this.#note(name, 'tokens');
        this.#seal(frame.subarray(4));
      } else if (type === FrameType.Receipt) {
        this.#receipt(frame);
      } else {
        this.json(name, JSON.parse(frame.toString()));
      }
    }
  }

  #receipt(frame: Buffer): void {
    const { text, signature, ...more } = JSON.parse(frame.toString());
    this.#note('Receipt', typeof signature === 'string' ? 'signature' : 'unsigned');
    this.json('Receipt', { ...JSON.parse(text), ...more });
  }

  #note(message: string, field: string): void {
    this.fields.set(message, (this.fields.get(message) ?? new Set()).add(field));
  }

  #seal(bytes: Buffer): void {
    this.sealed.set(bytes.toString('base64'), bytes);
  }
}

const FRAME_NAMES: Record<FrameType, string> = {
  [FrameType.Text]: 'Text',
  [FrameType.Last]: 'Text',
  [FrameType.Receipt]: 'Receipt',
  [FrameType.Error]: 'Error',
  [FrameType.Attempt]: 'Attempt',
  [FrameType.Settled]: 'Settled',
  [FrameType.More]: 'More',
  [FrameType.Queued]: 'Queued',
};

/** Names with their way, such as `wraps.nodeId`; a list's members have their list's. */
function fieldsOf(value: unknown, way = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((member) => fieldsOf(member, way)))];
  if (typeof value !== 'object' || value === null || ['quote', 'facts'].includes(way)) return way ? [way] : [];
  return Object.entries(value).flatMap(([name, member]) => fieldsOf(member, way ? `${way}.${name}` : name));
}

/** The table of docs/sealed-protocol.md §10: by message, the fields that are always there, and those that may be. */
export function documentedFields(markdown: string): Map<string, { always: Set<string>; sometimes: Set<string> }> {
  const section = markdown.slice(markdown.indexOf('## 10. '));
  const rows = section.split('\n').filter((line) => line.startsWith('| **'));
  return new Map(
    rows.map((row) => {
      const [, message = '', , fields = ''] = row.split('|');
      const names = [...fields.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
      const always = new Set(names.filter((name) => !name.endsWith('?')));
      const sometimes = new Set(names.filter((name) => name.endsWith('?')).map((name) => name.slice(0, -1)));
      return [message.replaceAll('*', '').trim(), { always, sometimes }];
    }),
  );
}
