import type { Delta } from '@spindle/sealed/node';
import { encodeDeltas } from '@spindle/sealed/node';
import type { Piece } from '../engines/index.ts';

/** Pieces of an answer that wait for frames of one size. */
export class DeltaQueue {
  #waiting: Piece[] = [];

  /** @param roomBytes what a frame holds, encoded. */
  constructor(private readonly roomBytes: number) {}

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(piece: Piece): void {
    this.#waiting.push(piece);
  }

  /** As much as one frame holds, in order. What no frame holds and cannot be cut goes alone, in a longer one. */
  take(): Delta[] {
    const taken: Piece[] = [];
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      if (this.#fits([...taken, next])) {
        taken.push(next);
        continue;
      }
      const [head, rest] = this.#cut(taken, next);
      if (head) taken.push(head);
      this.#waiting.unshift(...(rest ? [rest] : []));
      break;
    }
    return taken;
  }

  #fits = (deltas: readonly Piece[]): boolean => encodeDeltas(deltas).length <= this.roomBytes;

  /** The longest beginning that has room behind what was taken, and what is left. */
  #cut(taken: readonly Piece[], piece: Piece): [Piece | null, Piece | null] {
    const text = textOf(piece);
    if (text === null) return taken.length === 0 ? [piece, null] : [null, piece];
    let [low, high] = [0, text.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#fits([...taken, withText(piece, text.slice(0, middle))])) low = middle;
      else high = middle - 1;
    }
    const at = isHalf(text, low) ? low - 1 : low;
    if (at <= 0) return taken.length === 0 ? [piece, null] : [null, piece];
    return [withText(piece, text.slice(0, at)), restOf(piece, text.slice(at))];
  }
}

/** A character of two halves is not cut. */
const isHalf = (text: string, at: number): boolean => /[\uD800-\uDBFF]/.test(text.charAt(at - 1));

function textOf(piece: Piece): string | null {
  if (piece.kind === 'tool') return piece.arguments ?? null;
  return 'text' in piece ? piece.text : null;
}

const withText = (piece: Piece, text: string): Piece => {
  if (piece.kind === 'tool') return { ...piece, arguments: text };
  return 'text' in piece ? { ...piece, text } : piece;
};

/** A call's id and name stand in its first piece alone. */
function restOf(piece: Piece, text: string): Piece {
  if (piece.kind !== 'tool') return withText(piece, text);
  const { id: _, name: __, ...rest } = piece;
  return { ...rest, arguments: text };
}
