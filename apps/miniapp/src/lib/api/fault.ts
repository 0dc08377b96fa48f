import type { Fault, Language } from '@spindle/shared';
import { UnreadableAnswer } from './wire.ts';

/**
 * What a screen shows when something failed: a code of the shared table, `offline` when the broker never answered, or
 * `unexpected` for what has no code.
 */
export interface ShownFault {
  code: string;
  facts?: Fault['facts'] | undefined;
}

/** Reads an exception of tRPC, of the client package or of `fetch`. */
export function faultOf(error: unknown): ShownFault {
  const fault = member(error, 'fault') ?? member(member(error, 'data'), 'fault');
  const code = member(fault, 'code');
  if (typeof code === 'string') return { code, facts: factsOf(fault) };
  return isUnreachable(error) ? { code: 'offline' } : { code: 'unexpected' };
}

/** A request that got no answer: `fetch` fails with a TypeError, which tRPC wraps; a proxy in between answers HTML. */
function isUnreachable(error: unknown): boolean {
  const cause = member(error, 'cause') ?? error;
  return cause instanceof TypeError || cause instanceof SyntaxError;
}

/** Whether an answer came that this page cannot read, which another version of it may. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof UnreadableAnswer || member(error, 'cause') instanceof UnreadableAnswer;

/** The text of a fault; null when the table has none. The table is fetched when the first fault is shown: most visits need none of it. */
export async function faultText(fault: ShownFault, language: Language): Promise<string | null> {
  if (fault.code === 'offline' || fault.code === 'unexpected') return null;
  const { errorText, isErrorCode } = await import('./fault-texts.ts');
  if (!isErrorCode(fault.code)) return machineText(fault.code, language);
  const why = whyRefused(fault);
  if (why === null) return errorText({ code: fault.code, ...(fault.facts && { facts: fault.facts }) }, language);
  const { attestationText, isAttestationCode } = await import('./machine-texts.ts');
  const facts = Object.fromEntries(Object.entries(fault.facts ?? {}).filter(([, fact]) => !isForPrograms(fact)));
  const inWords = isAttestationCode(why) ? attestationText({ code: why, facts }, language) : '';
  // The table names the check by its code, for developers; people read what it means.
  return `${errorText({ code: fault.code }, language)} ${inWords}`.trim();
}

/** The code of the check that a confidential machine did not pass; null for other faults. */
function whyRefused({ code, facts }: ShownFault): string | null {
  return code.startsWith('evidence_') && typeof facts?.why === 'string' ? facts.why : null;
}

/** What a program calls its parts, and hashes: they stand with the code, and in no sentence. */
const isForPrograms = (fact: unknown): boolean => /_|^[0-9a-f]{16,}$/.test(String(fact));

/** The codes of a refusal, for whoever is asked about it. */
export function refusalCode(fault: ShownFault): string | null {
  const why = whyRefused(fault);
  if (why === null) return null;
  const others = Object.values(fault.facts ?? {}).filter((fact) => fact !== why && isForPrograms(fact));
  return [fault.code, why, ...others].join(' · ');
}

/** Why a machine is not believed to be confidential, and what its owner can do. */
async function machineText(code: string, language: Language): Promise<string | null> {
  const { isAttestationCode, ownerStep } = await import('./machine-texts.ts');
  return isAttestationCode(code) ? ownerStep(code, language) : null;
}

function factsOf(fault: unknown): Fault['facts'] {
  const facts = member(fault, 'facts');
  if (typeof facts !== 'object' || facts === null) return undefined;
  return Object.fromEntries(
    Object.entries(facts).filter(([, fact]) => typeof fact === 'string' || typeof fact === 'number'),
  );
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Reflect.get(value, key);
}
