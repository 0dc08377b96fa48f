import { FaultError } from '@spindle/shared';
import type { Piece } from '../events.ts';
import type { EmbeddingList } from './shapes.ts';

/**
 * One vector as it was asked for. On the wire it is 32-bit floats, little-endian, in base64, which is also OpenAI's
 * `base64`. Throws `answer_damaged` when it is not.
 */
export function embeddingOf(
  { index, vector }: Extract<Piece, { kind: 'embedding' }>,
  encoding: 'float' | 'base64',
): EmbeddingList['data'][number] {
  return { object: 'embedding', index, embedding: encoding === 'base64' ? vector : floatsOf(vector) };
}

function floatsOf(vector: string): number[] {
  const bytes = bytesOf(vector);
  if (bytes.length % 4 !== 0) throw damaged();
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 4 }, (_, at) => view.getFloat32(at * 4, true));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    throw damaged();
  }
}

const damaged = (): FaultError => new FaultError({ code: 'answer_damaged' });
