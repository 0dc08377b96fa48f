import { type Logger, pino } from 'pino';

export type { Logger };

/** The part of the logger that modules need: facts, then words. Tests pass their own. */
export interface ModuleLog {
  info(facts: object, words: string): void;
  warn(facts: object, words: string): void;
  error(facts: object, words: string): void;
}

/**
 * The log. It never holds text of prompts or answers, keys, tokens or signatures: whoever logs gives ids, codes and
 * numbers. The redaction below is the second net, not the first.
 */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.authorization',
        '*.cookie',
        '*.token',
        '*.apiKey',
        '*.secret',
        '*.signature',
        '*.body',
        '*.prompt',
        '*.messages',
        'headers.authorization',
        'req.headers',
        'initData',
        '*.initData',
      ],
      censor: '[left out]',
    },
  });
}
