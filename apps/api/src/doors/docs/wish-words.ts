/** What our own fields of a body mean: shown in the document beside their types. */
export const WISH_WORDS: Readonly<Record<string, string>> = {
  max_price: 'The most to pay: US dollars per million tokens, for both or as {input, output}',
  policy: 'What to choose by: cheapest, fastest, balanced (default), private',
  tier: 'The least that a machine must prove about itself',
  private_mode:
    'Frames of one size at a constant rate, padded requests, nothing remembered; of use with a sealed fetch',
  post_quantum: 'Sealed by ML-KEM-768 beside X25519, and to no machine without it; of use with a sealed fetch',
  providers: 'Which listings (only, ignore) and regions, and what the provider must promise about data',
  timeout: 'The longest that the whole answer may take, in seconds',
  service_tier: '"batch" or "flex" take idle machines at the batch price; every other word is the usual service',
  prompt_cache_key: 'Requests of one word go to one machine while it has room; we see only a salted hash of it',
  user: 'As prompt_cache_key, where that is absent',
  max_coefficient: 'Cocoon’s: the most to pay, in thousandths of its base price',
  enable_debug: 'Cocoon’s, accepted: every answer here names its job and brings its receipt',
  request_guid: 'Cocoon’s, accepted',
  spindle: 'The older form of our wishes',
  messages: 'As OpenAI has them; images as image_url parts with data: URLs, speech as input_audio parts in base64',
  max_tokens: 'The answer ends here, and the hold is reckoned from it',
  n: 'Answers to one request, at most 8',
};

/** OpenAI's parameters that go to the engine as they are. Any other does too, and is refused by name if it can't. */
export const PASSED_ON: Readonly<Record<'chat' | 'completion' | 'embeddings', readonly string[]>> = {
  chat: [
    ...['temperature', 'top_p', 'stop', 'seed', 'presence_penalty', 'frequency_penalty', 'logit_bias'],
    ...['logprobs', 'top_logprobs', 'tools', 'tool_choice', 'parallel_tool_calls', 'response_format'],
    'reasoning_effort',
  ],
  completion: [
    ...['temperature', 'top_p', 'stop', 'seed', 'presence_penalty', 'frequency_penalty', 'logit_bias'],
    ...['logprobs', 'echo', 'suffix'],
  ],
  embeddings: ['dimensions'],
};
