import { useTexts } from '../../../i18n/index.ts';
import type { EarningCheck } from '../../../lib/api/index.ts';

interface CheckWords {
  title: string;
  /** What to do; null where there is nothing. */
  about: string | null;
  /** The numbers behind it. */
  fact: string | null;
  /** Its fault by code, where Earn has no words of its own for it. */
  fault?: string;
}

/** A condition in words: what holds, or what is in the way and what to do. */
export function useCheckWords({ step, state, code, evidence }: EarningCheck): CheckWords {
  const { console: texts, status, faults, conditions } = useTexts('earn');
  const { steps, advice, facts, unknown } = texts.checks;
  const has = <Key extends string>(table: Record<Key, unknown>, key: string): key is Key => Object.hasOwn(table, key);
  const plain = has(facts, step) ? facts[step](evidence) : null;
  if (code !== null && has(advice, code)) {
    const price = code === 'price_above' || code === 'price_below';
    return { ...advice[code], fact: price ? texts.checks.price(evidence) : plain };
  }
  if (code !== null && has(status, code)) {
    const fault = String(evidence.faultCode ?? '');
    const words = Object.entries(faults).find(([known]) => known === fault)?.[1];
    const canaries =
      code === 'suspected' ? conditions.canariesFailed(Number(evidence.failed), Number(evidence.of)) : null;
    const isForeign = words === undefined && fault !== '';
    return { ...status[code], fact: canaries ?? words ?? null, ...(isForeign && { fault }) };
  }
  if (state === 'unknown') return { title: steps[step], about: null, fact: plain && step === 'tier' ? plain : unknown };
  return { title: steps[step], about: null, fact: plain };
}
