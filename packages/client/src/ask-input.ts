import type { DataPolicy, Policy, ServiceClass, Tier } from '@spindle/shared';

export interface ChatMessage {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
  content?: string | readonly { type: string; [member: string]: unknown }[] | null;
  [member: string]: unknown;
}

/** From whom to buy, and up to what: all that the market is told of a question. */
export interface AskWishes {
  model: string;
  /** Each answer stops here; the hold is reckoned from it. Default {@link DEFAULT_MAX_OUTPUT_TOKENS}. */
  maxOutputTokens?: number | undefined;
  /** Default: an upper bound from the text's length. */
  maxInputTokens?: number | undefined;
  /** `batch` waits for idle machines and costs the batch price. */
  serviceClass?: ServiceClass | undefined;
  policy?: Policy | undefined;
  /** The least that a machine must prove. Default: any may be quoted, and nobody answers who proves less than those did. */
  tier?: Tier | undefined;
  /**
   * Seals by the suite `mlkem768-x25519`, which a later quantum computer cannot open, and to no machine without it.
   * Costs some milliseconds and 2.3 kB for each candidate. Default off.
   */
  isPostQuantum?: boolean | undefined;
  /**
   * Frames of one size at a constant rate, a request padded to a power of two, and no memory of the engine's that another
   * question could be told by: who watches the line learns when an answer began and about when it ended. It comes in
   * ticks of a quarter second, 2 kB a second, and no part of the question costs the cached price. Default off.
   */
  isPrivate?: boolean | undefined;
  /** The least that a provider must promise. */
  dataPolicy?: DataPolicy | undefined;
  regions?: readonly string[] | undefined;
  listingId?: string | undefined;
  onlyListings?: readonly string[] | undefined;
  ignoreListings?: readonly string[] | undefined;
  /**
   * Questions of one word go to one machine while it has room, which then still knows how they begin. The market gets a
   * salted hash of it. Default: how the conversation begins.
   */
  affinity?: string | undefined;
  /** No candidate may ask more for input or output: micro-dollars per million tokens, a decimal string. */
  maxPriceMicroUsdPerMTok?: string | undefined;
  maxInputMicroUsdPerMTok?: string | undefined;
  maxOutputMicroUsdPerMTok?: string | undefined;
  /** The same in nano of the coin per million tokens, at the quote's rate. */
  maxInputNanoPerMTok?: string | undefined;
  maxOutputNanoPerMTok?: string | undefined;
  /** The longest that the whole answer may take; the market ends it then. */
  timeoutMs?: number | undefined;
  /**
   * The most that the answer may cost, in nano of the coin, a decimal string. A quote that would hold more is refused on
   * this device: nothing is signed and nothing sent.
   */
  maxCostNano?: string | undefined;
  /** Asks the market to pay for the answer, as it does for a person's first. Nothing is signed then. Default off. */
  isGift?: boolean | undefined;
  /**
   * How long the market goes on with the answer while this device is out of reach, at most two minutes. The rest of it comes over
   * another connection, once it can be made; it is the same answer, and paid once. Default: it stops with its connection.
   */
  keepMs?: number | undefined;
  /** Stops the answer: what was delivered is billed. The iteration then throws the signal's reason, as `fetch` does. */
  signal?: AbortSignal | undefined;
}

/** A conversation to go on with. */
export interface AskInput extends AskWishes {
  kind?: 'chat' | undefined;
  messages: readonly ChatMessage[];
  /** Any other parameter of OpenAI's chat completions, sealed and judged by the node. */
  [parameter: string]: unknown;
}

/** A text to go on with. */
export interface CompletionInput extends AskWishes {
  kind: 'completion';
  /** In letters or in tokens. */
  prompt: string | readonly number[];
  [parameter: string]: unknown;
}

/** Texts to turn into vectors. */
export interface EmbeddingsInput extends AskWishes {
  kind: 'embeddings';
  /** One or several, in letters or in tokens. */
  input: string | readonly number[] | readonly (string | readonly number[])[];
  [parameter: string]: unknown;
}

export type AnyAskInput = AskInput | CompletionInput | EmbeddingsInput;

/** Wishes that go to the market under the same name. */
export const TOLD_WORDS = [
  'serviceClass',
  'policy',
  'tier',
  'dataPolicy',
  'regions',
  'listingId',
  'onlyListings',
  'ignoreListings',
  'maxPriceMicroUsdPerMTok',
  'maxInputMicroUsdPerMTok',
  'maxOutputMicroUsdPerMTok',
  'maxInputNanoPerMTok',
  'maxOutputNanoPerMTok',
] as const satisfies readonly (keyof AskWishes)[];

/** Members of {@link AskWishes} besides the model: never parameters of OpenAI's, so a foreign body must not set them. */
export const MARKET_WORDS: ReadonlySet<string> = new Set([
  ...TOLD_WORDS,
  ...([
    'kind',
    'maxOutputTokens',
    'maxInputTokens',
    'affinity',
    'isPostQuantum',
    'isPrivate',
    'timeoutMs',
    'maxCostNano',
    'isGift',
    'keepMs',
    'signal',
  ] as const satisfies readonly ('kind' | keyof AskWishes)[]),
]);

export const DEFAULT_MAX_OUTPUT_TOKENS = 1_024;
/** OpenAI's own default of text completions. */
export const DEFAULT_COMPLETION_TOKENS = 16;
