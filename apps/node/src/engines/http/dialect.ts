import type { Ability, Fault, Result } from '@spindle/shared';
import type { Ask, Said } from '../engine.ts';
import type { EngineCost, EngineKind, EngineLoad, EngineModel } from '../facts.ts';
import type { ChatRequest } from '../questions/index.ts';
import type { ListedModel } from './list-models.ts';
import type { Server } from './server.ts';

export type HttpEngineKind = Exclude<EngineKind, 'embedded'>;

/** What is tried out besides the kinds, where a program refuses what it can't do. */
export type Trial = 'tools' | 'images' | 'audio' | 'continue';

/** How long a program may be silent. */
export interface Patience {
  /** Before anything of an answer comes; a long prompt on a slow GPU takes its time. */
  firstMs: number;
  /** Between two pieces. */
  idleMs: number;
}

/** What a program tells of itself. */
export interface Described {
  version: string | null;
  models: EngineModel[];
  /** Answers at a time that it takes. */
  slots: number | null;
  cost?: EngineCost;
  /** What the owner should know though it works. */
  warnings?: Fault[];
}

/** A program at one address. What it tells is read gently and never believed further than it must be; nothing here throws. */
export interface Attached {
  /** Asked at each check. `name` is the model that is served here, null while that isn't known. */
  describe(listed: readonly ListedModel[], name: string | null): Promise<Described>;
  /** Null when it doesn't tell. */
  readLoad(name: string): Promise<EngineLoad | null>;
  /** Whether it takes questions, where its being there doesn't tell. Asked before `describe`. */
  health?(listed: readonly ListedModel[], name: string): Promise<Result<null>>;
  /** What it may be asked, made of what any would be asked. Refusal: a fault of the buyer's request. */
  shape?(body: Body, ask: Ask): Result<Body>;
  /** What its error means, where it means another thing than others' do. */
  faultOf?(status: number, words: string, ask: Ask): Fault | null;
}

/** What is sent to a program. */
export type Body = Readonly<Record<string, unknown>>;

/** All in which one program that speaks OpenAI's API differs from the others. */
export interface Dialect {
  readonly kind: HttpEngineKind;
  /** As the manifest shows it. */
  readonly name: string;
  /** Where it listens when nobody says otherwise. */
  readonly ports: readonly number[];
  /** Whether this is its list of models. */
  isIts(listed: readonly ListedModel[]): boolean;
  attach(server: Server): Attached;
  /** Answers at a time for an owner who says nothing, where the program tells nothing either. */
  readonly slots: number;
  readonly patience: Patience;
  /**
   * What it does with any model, by its own documentation. What depends on the model or on how the program was started
   * is tried out instead. Of a program that we don't know nothing is presumed: most leave a parameter that they don't
   * know unread, which no trial can see.
   */
  readonly presumed: readonly Ability[];
  readonly trials: readonly Trial[];
  /** The parameters that make it go on behind the beginning of an answer. */
  goOn(request: ChatRequest, said: Said): object;
  /** Left out: yes. */
  readonly isKeptAlive?: boolean;
}
