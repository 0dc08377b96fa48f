import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/**
 * The SHA-256 of a file, as repositories of models publish it, read piece by piece beside all other work.
 * @returns `sha256:` and hex; null when it can't be read.
 */
export async function fileDigest(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece);
    return `sha256:${hash.digest('hex')}`;
  } catch {
    return null;
  }
}
