import type { Language } from '@spindle/shared';
import { moment } from './times.ts';

type Facts = Record<string, string | number>;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** Facts of a fault as people read them: verifiers write times so that machines can, "2026-11-29T15:43:57.577Z". */
export const readableFacts = (facts: Facts, language: Language): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' && ISO_TIME.test(value) ? moment(Date.parse(value), language) : value,
    ]),
  );
