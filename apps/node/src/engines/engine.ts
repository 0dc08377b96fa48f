import type { Delta, FinishReason } from '@spindle/sealed/node';
import type { Ability, Fault, Result, TokenCount } from '@spindle/shared';
import type { EngineFacts, EngineLoad } from './facts.ts';
import type { Question } from './questions/index.ts';

/** What another machine said of an answer, before it broke off. */
export interface Said {
  text: string;
  /** Output tokens of the answer so far; the text is about so long. */
  tokens: number;
}

/** One question to an engine. */
export type Ask = Question & {
  /** Set when the answer was begun elsewhere: the engine goes on right behind it. */
  said?: Said | null;
  /** A longer question is refused with `context_too_long`, or billed for no more than this. */
  maxInputTokens: number;
  /** Of what the engine itself writes, over all choices: it stops here with reason `length`. */
  maxOutputTokens: number;
  /** Whose question it is: what an engine remembers of one buyer must never speed up, and so betray, another. */
  owner: string;
};

/** A piece of an answer. */
export type Piece = Exclude<Delta, { kind: 'end' }>;

export type EngineEvent =
  /**
   * The question was read, without what was said of its answer: so much is billed even when the buyer stops. Left out by
   * engines that tell it at the end.
   */
  | { kind: 'read'; input: number; cached: number }
  /** `outputTokens` counts what this engine wrote up to and with this piece, and never shrinks. */
  | { kind: 'piece'; piece: Piece; outputTokens: number }
  | { kind: 'end'; reason: FinishReason; moreReasons?: FinishReason[]; usage: TokenCount }
  /** `fault` goes to the buyer; `why` says to the machine's owner what it was exactly. */
  | { kind: 'failed'; fault: Fault; why?: Fault };

/**
 * Where an answer is told. A promise asks the engine to wait with the next event, since whoever reads is slow. Not an
 * iterable: that costs several promises a token.
 */
export type Hear = (event: EngineEvent) => Promise<void> | undefined;

/** A program that runs one model. Nothing that it is asked or answers may reach a log. */
export interface Engine {
  /** Shown in the manifest, such as `llama.cpp`. */
  readonly name: string;
  /** What it can do with this model; empty until a check has found out. */
  readonly abilities: readonly Ability[];
  /** What it tells of itself; null until it was reached. Left out by engines that have nothing to tell. */
  readonly facts?: EngineFacts | null;
  /** What its owner should know though it works. */
  readonly warnings?: readonly Fault[];
  /** How loaded it is. Gentle, never throws; null when it doesn't tell. */
  readLoad?(): Promise<EngineLoad | null>;
  /** Loads what must be loaded, or asks whether the engine is there. Cheap when all is well; called again and again. */
  check(): Promise<Result<null>>;
  /** Tells the answer. Ends with `end` or `failed`; after `signal` fires it ends at once with neither. */
  answer(ask: Ask, signal: AbortSignal, hear: Hear): Promise<void>;
  close(): Promise<void>;
}
