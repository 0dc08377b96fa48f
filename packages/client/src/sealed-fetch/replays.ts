import { type Primitives, sha256Hex } from '@spindle/sealed';
import { FaultError, utf8 } from '@spindle/shared';
import { Audience, unlessAborted } from './audience.ts';
import { MAY_HAVE_COST } from './may-have-cost.ts';
import { Recording } from './recording.ts';

/** More answers, or more of their bytes, than this are not kept: the oldest go first. */
const MAX_RECORDINGS = 1_000;
const MAX_BYTES = 64 * 1024 * 1024;

interface Kept {
  /** Hash of path and body: a key means one request. */
  mark: string;
  audience: Audience;
  recording: Promise<Recording>;
  /** Once it has come in whole. */
  bytes: number | null;
}

/**
 * Answers under an `Idempotency-Key`, in memory: whoever asks again with the same key, after a time-out or at the same
 * moment, gets the same answer, which is asked and paid for once. What failed is forgotten, so that it can be tried again.
 */
export class Replays {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly primitives: Primitives) {}

  /**
   * Throws `idempotency_mismatch` when the key stands for another request.
   * @param work asks; its signal tells that nobody waits for the answer any more.
   */
  async answer(
    { key, request, signal }: { key: string; request: string; signal: AbortSignal },
    work: (signal: AbortSignal) => Promise<Response>,
  ): Promise<Response> {
    const mark = await sha256Hex(utf8(request), this.primitives);
    const known = this.#kept.get(key);
    const kept = known ?? this.#begin(key, mark, work);
    if (kept.mark !== mark) throw new FaultError({ code: 'idempotency_mismatch' });
    const leave = kept.audience.join(signal);
    const recording = await unlessAborted(kept.recording, signal);
    return recording.play(signal, leave, known !== undefined);
  }

  #begin(key: string, mark: string, work: (signal: AbortSignal) => Promise<Response>): Kept {
    const stop = new AbortController();
    const recording = work(stop.signal).then((response) => new Recording(response));
    const kept: Kept = { mark, audience: new Audience(stop), recording, bytes: null };
    this.#kept.set(key, kept);
    void this.#follow(key, kept);
    return kept;
  }

  /** Keeps what came in whole or may have cost something, and forgets the rest. */
  async #follow(key: string, kept: Kept): Promise<void> {
    const recording = await kept.recording.catch((error: unknown) => error);
    const isFinal = recording instanceof Recording ? await recording.isFinal : mayHaveCost(recording);
    kept.audience.end();
    kept.bytes = recording instanceof Recording ? recording.byteLength : 0;
    if (isFinal) this.#makeRoom();
    else if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }

  #makeRoom(): void {
    let bytes = 0;
    let count = 0;
    for (const [key, kept] of [...this.#kept].reverse()) {
      if (kept.bytes === null) continue;
      bytes += kept.bytes;
      count += 1;
      if (count > MAX_RECORDINGS || bytes > MAX_BYTES) this.#kept.delete(key);
    }
  }
}

const mayHaveCost = (error: unknown): boolean => error instanceof FaultError && MAY_HAVE_COST.has(error.fault.code);
