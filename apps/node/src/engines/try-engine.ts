import type { Engine } from './engine.ts';
import { plainQuestion } from './questions/index.ts';

const PATIENCE_MS = 30_000;

/** Asks an engine for one token. What becomes of it, its health hears. */
export async function tryEngine(engine: Engine): Promise<void> {
  const question = plainQuestion('Say a letter.', engine.abilities);
  const limits = { maxInputTokens: 256, maxOutputTokens: 1, owner: 'trial' };
  await engine.answer({ ...question, ...limits }, AbortSignal.timeout(PATIENCE_MS), () => undefined);
}
