const ANSWER_WITHIN_MS = 3_000;

/** What a client answers at once; `otherwise` from one that does not answer. */
export function withinReach<Value>(otherwise: Value, ask: (answer: (value: Value) => void) => void): Promise<Value> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ANSWER_WITHIN_MS);
    ask((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
