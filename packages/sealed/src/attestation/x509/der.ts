import { refuse } from '../refusal.ts';

/** Tags that certificates use (X.690). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octets: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

export interface Element {
  tag: number;
  /** With tag and length. */
  whole: Uint8Array;
  body: Uint8Array;
}

/** Reads DER, one element after the other, and nothing that has a second encoding. Refusal: `certificate_malformed`. */
export class DerReader {
  #at = 0;

  /** @param part which document of the evidence this is, for the refusal. */
  constructor(
    private readonly bytes: Uint8Array,
    readonly part: string,
  ) {}

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  /** The tag that comes next; undefined at the end. */
  get tag(): number | undefined {
    return this.bytes[this.#at];
  }

  next(tag?: number): Element {
    const from = this.#at;
    const found = this.#byte();
    // Tags above 30 take several bytes, and no certificate has one.
    if ((tag !== undefined && found !== tag) || (found & 0x1f) === 0x1f) this.malformed();
    const length = this.#length();
    const start = this.#at;
    const end = start + length;
    if (end > this.bytes.length) this.malformed();
    this.#at = end;
    return { tag: found, whole: this.bytes.subarray(from, end), body: this.bytes.subarray(start, end) };
  }

  enter(tag: number): DerReader {
    return new DerReader(this.next(tag).body, this.part);
  }

  optional(tag: number): Element | undefined {
    return this.tag === tag ? this.next(tag) : undefined;
  }

  /** A whole number as its bytes, in the shortest form. */
  integer(): Uint8Array {
    const { body } = this.next(TAG.integer);
    const [first, second = 0] = body;
    const isPadded = body.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
    return first === undefined || isPadded ? this.malformed() : body;
  }

  /** TRUE; FALSE is the default everywhere here, and DER leaves defaults out. */
  optionalTrue(): boolean {
    const element = this.optional(TAG.boolean);
    if (element && (element.body.length !== 1 || element.body[0] !== 0xff)) this.malformed();
    return element !== undefined;
  }

  /** Whole bytes: no bit is left over. */
  bitString(): Uint8Array {
    const { body } = this.next(TAG.bitString);
    return body[0] === 0 ? body.subarray(1) : this.malformed();
  }

  finish(): void {
    if (!this.isAtEnd) this.malformed();
  }

  malformed(): never {
    return refuse('certificate_malformed', { part: this.part });
  }

  #byte(): number {
    return this.bytes[this.#at++] ?? this.malformed();
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0 || count > 3) this.malformed();
    let length = 0;
    for (let at = 0; at < count; at++) length = length * 256 + this.#byte();
    // One that would fit into fewer bytes is not DER.
    return length < 0x80 || length < 256 ** (count - 1) ? this.malformed() : length;
  }
}

/** Opens the one element that the bytes must be. */
export function openDer(bytes: Uint8Array, tag: number, part: string): DerReader {
  const outer = new DerReader(bytes, part);
  const inner = outer.enter(tag);
  outer.finish();
  return inner;
}
