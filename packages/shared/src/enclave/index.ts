import { ENCLAVE_ERRORS, type EnclaveCode } from '../errors/enclave.ts';
import { fillWords } from '../errors/fill-words.ts';
import type { Language } from '../errors/index.ts';

export { ENCLAVE_ERRORS, type EnclaveCode } from '../errors/enclave.ts';

/** Why a machine is no confidential one, or cannot prove it now. Names, numbers and hashes; no secrets. */
export interface EnclaveFault {
  code: EnclaveCode;
  facts?: Record<string, string | number>;
}

export type EnclaveResult<Value> = { ok: true; value: Value } | { ok: false; fault: EnclaveFault };

export const enclaveFail = (code: EnclaveCode, facts?: EnclaveFault['facts']): { ok: false; fault: EnclaveFault } => ({
  ok: false,
  fault: facts ? { code, facts } : { code },
});

export const isEnclaveCode = (code: string): code is EnclaveCode => Object.hasOwn(ENCLAVE_ERRORS, code);

/** What is wrong, and what to do next. */
export const enclaveText = ({ code, facts }: EnclaveFault, language: Language = 'en'): string =>
  fillWords(ENCLAVE_ERRORS[code][language], facts);
