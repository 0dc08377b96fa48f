import { fromHex } from '@spindle/shared';

/** Reads JSON that somebody else made. `refuse` names the field that does not fit. */
export class JsonReader {
  constructor(
    private readonly value: unknown,
    private readonly key: string,
    private readonly refuse: (field: string) => never,
    private readonly parent?: JsonReader,
  ) {}

  /** Reads the text itself. */
  static parse(text: string, refuse: (field: string) => never): JsonReader {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      refuse('JSON');
    }
    return new JsonReader(value, '', refuse);
  }

  get isMissing(): boolean {
    return this.value === undefined || this.value === null;
  }

  at(key: string): JsonReader {
    const { value } = this;
    if (!isRecord(value)) return this.#wrong();
    return this.#child(Object.hasOwn(value, key) ? value[key] : undefined, key);
  }

  /** @param most the most entries. */
  list(most: number, least = 0): JsonReader[] {
    const { value } = this;
    if (!Array.isArray(value) || value.length > most || value.length < least) return this.#wrong();
    return value.map((item, at) => this.#child(item, String(at)));
  }

  keys(): string[] {
    return isRecord(this.value) ? Object.keys(this.value) : this.#wrong();
  }

  /** @param most the most characters. */
  text(pattern: RegExp = /^/, most = 4_096): string {
    const { value } = this;
    return typeof value === 'string' && value.length <= most && pattern.test(value) ? value : this.#wrong();
  }

  /** A whole number from 0 to `most`. */
  count(most: number): number {
    const { value } = this;
    return Number.isInteger(value) && typeof value === 'number' && value >= 0 && value <= most ? value : this.#wrong();
  }

  /** So many bytes, written in hex. */
  bytes(length?: number): Uint8Array {
    const bytes = fromHex(this.text(/^/, MOST_HEX));
    return bytes && (length === undefined || bytes.length === length) ? bytes : this.#wrong();
  }

  /** A time such as 2025-06-19T10:16:03Z, in milliseconds. */
  time(): number {
    const timeMs = Date.parse(this.text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/));
    return Number.isNaN(timeMs) ? this.#wrong() : timeMs;
  }

  /** The value as it was parsed: for claims that are compared, not read. */
  get raw(): unknown {
    return this.value;
  }

  #child(value: unknown, key: string): JsonReader {
    return new JsonReader(value, key, this.refuse, this);
  }

  /** Put together only when it is told: Intel's statements have a thousand fields. */
  get #path(): string {
    const { parent, key } = this;
    const above = parent ? parent.#path : '';
    return above ? `${above}.${key}` : key;
  }

  #wrong(): never {
    return this.refuse(this.#path);
  }
}

/** Digits of the longest hex: a payload in an event log. */
const MOST_HEX = 262_144;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
