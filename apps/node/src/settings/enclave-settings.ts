import { fail, ok, type Result } from '@spindle/shared';
import { INTEL_PCS } from '../enclave/collateral/fetch-collateral.ts';
import type { EnclaveSettings } from '../enclave/enclave-settings.ts';

type EnclaveTexts = Partial<Record<'enclave' | 'enclave-image' | 'pccs' | 'dstack-socket', string>>;

/** What the owner, or the image, decides of the enclave. Refusal: `node_setting`. */
export function readEnclaveSettings(given: EnclaveTexts): Result<EnclaveSettings> {
  const mode = given.enclave ?? 'auto';
  if (mode !== 'auto' && mode !== 'off') return fail('node_setting', { name: '--enclave', hint: 'auto or off' });
  const pccs = (given.pccs ?? INTEL_PCS).replace(/\/+$/, '');
  const isUrl = URL.canParse(pccs) && /^https?:$/.test(new URL(pccs).protocol);
  if (!isUrl) return fail('node_setting', { name: '--pccs', hint: 'such as https://pccs.example.com:8081' });
  return ok({ mode, pccs, image: given['enclave-image'] ?? null, dstackSocket: given['dstack-socket'] ?? null });
}
