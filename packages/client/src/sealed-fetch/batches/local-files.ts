import { FaultError, text, utf8, uuidv7 } from '@spindle/shared';
import type { FileObject } from './shapes.ts';

const MB = 1024 * 1024;
/** All files of one key together. */
const MAX_MB = 512;

/** Content that is there, or that still grows: the results of a batch in work. */
type Content = Uint8Array | (() => string);

interface LocalFile {
  name: string;
  purpose: FileObject['purpose'];
  createdAtMs: number;
  content: Content;
}

/** Files in the memory of this process. */
export class LocalFiles {
  readonly #files = new Map<string, LocalFile>();

  get isEmpty(): boolean {
    return this.#files.size === 0;
  }

  /** Throws `file_quota`. @returns its id. */
  add(file: Omit<LocalFile, 'createdAtMs'>): string {
    const used = [...this.#files.values()].reduce((sum, it) => sum + sizeOf(it.content), 0);
    if (used + sizeOf(file.content) > MAX_MB * MB) {
      throw new FaultError({ code: 'file_quota', facts: { limitMb: MAX_MB } });
    }
    const now = Date.now();
    const id = `file-${uuidv7(now).replaceAll('-', '')}`;
    this.#files.set(id, { ...file, createdAtMs: now });
    return id;
  }

  /** Throws `not_found`, as the methods below. */
  view(id: string): FileObject {
    const { name, purpose, createdAtMs, content } = this.#find(id);
    return {
      id,
      object: 'file',
      bytes: sizeOf(content),
      created_at: Math.floor(createdAtMs / 1000),
      filename: name,
      purpose,
      status: 'processed',
    };
  }

  /** The newest first. */
  list(): FileObject[] {
    return [...this.#files.keys()].reverse().map((id) => this.view(id));
  }

  bytes(id: string): Uint8Array {
    const { content } = this.#find(id);
    return typeof content === 'function' ? utf8(content()) : content;
  }

  text(id: string): string {
    return text(this.bytes(id));
  }

  delete(id: string): void {
    this.#find(id);
    this.#files.delete(id);
  }

  #find(id: string): LocalFile {
    const file = this.#files.get(id);
    if (!file) throw new FaultError({ code: 'not_found', facts: { what: 'file' } });
    return file;
  }
}

const sizeOf = (content: Content): number => (typeof content === 'function' ? utf8(content()).length : content.length);
