/** What may be asked of a model. Each kind has its own parameters, which only the node reads. */
export const REQUEST_KINDS = ['chat', 'completion', 'embeddings'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** `batch` runs on idle capacity, at the batch price, and never waits in front of anyone. */
export const SERVICE_CLASSES = ['interactive', 'batch'] as const;
export type ServiceClass = (typeof SERVICE_CLASSES)[number];

/**
 * What an engine can do with a model, as its node's manifest says. A quote request names those that it needs, so that no
 * machine is asked for what it can't do.
 */
export const ABILITIES = [
  ...REQUEST_KINDS,
  'tools',
  'json',
  'json_schema',
  'logprobs',
  /** Several answers to one question. */
  'n',
  'images',
  /** Speech and other sound in a question. */
  'audio',
  /** Goes on with an answer that another machine began. */
  'continue',
  /** Requests may be sealed to it by the suite `mlkem768-x25519`. Of the machine, so all its models have it or none. */
  'post_quantum',
  /** Answers in frames of one size at a constant rate, and shares nothing that it remembers (docs/sealed-protocol.md §6). */
  'private',
] as const;
export type Ability = (typeof ABILITIES)[number];

/** What a provider promises about what they are asked, least first. A promise, not a proof: the tier says what is proven. */
export const DATA_POLICIES = ['undeclared', 'no_training', 'no_retention'] as const;
export type DataPolicy = (typeof DATA_POLICIES)[number];

/** True when a provider who promises `has` may serve a buyer who asked for at least `wanted`. */
export function meetsDataPolicy(has: DataPolicy, wanted: DataPolicy): boolean {
  return DATA_POLICIES.indexOf(has) >= DATA_POLICIES.indexOf(wanted);
}
