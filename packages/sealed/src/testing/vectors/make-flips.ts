import type { MockEvidence } from '@spindle/devnet/attestation';
import { type Flip, flipsOf, textFlipsOf } from '../../attestation/testing/flip-bits.ts';
import { mockVerifier, POLICY } from '../../attestation/testing/mock-machine.ts';
import { bundleOf } from './make-evidence.ts';
import { NOW_MS } from './world.ts';

/** Primes, so that all bits of a byte have their turn. */
const EVERY = { quote: 401, long: 1_009, short: 97 };
const SHORT_LENGTH = 300;
const CASE_BIT = 5;
const HEX_PARTS: readonly string[] = ['root_ca_crl', 'pck_crl', 'tcb_info_signature', 'qe_identity_signature'];

/**
 * One changed bit at a time of the evidence in evidence.json, and the code by which it is refused; `null` where it means
 * nothing. A sample: `bit-flips.test.ts` tries every bit, of real evidence.
 */
export async function makeFlips() {
  const bundle = await bundleOf({});
  const { tdx } = bundle;
  if (!tdx) throw new Error('a TDX machine');
  const quote = new Uint8Array(Buffer.from(tdx.quote, 'base64'));
  const flips: (Flip & { code: string | null })[] = [];
  const verifier = await mockVerifier();
  const judge = async ({ part, byte, bit }: Flip, changes: Partial<NonNullable<MockEvidence['tdx']>>) => {
    const { refusal } = await verifier.verifyEvidence({ ...bundle, tdx: { ...tdx, ...changes } }, POLICY, NOW_MS);
    flips.push({ part, byte, bit, code: refusal?.code ?? null });
  };
  for (const flip of flipsOf('quote', quote, EVERY.quote)) {
    await judge(flip, { quote: Buffer.from(flip.bytes).toString('base64') });
  }
  for (const [part, whole] of Object.entries(tdx.collateral)) {
    const inText = [...textFlipsOf(part, whole, whole.length < SHORT_LENGTH ? EVERY.short : EVERY.long)];
    for (const flip of [...inText, ...caseFlip(part, whole)]) {
      await judge(flip, { collateral: { ...tdx.collateral, [part]: flip.text } });
    }
  }
  return { of: 'evidence.json', meaningless: 'the case of a letter in hex', hexParts: HEX_PARTS, flips };
}

/** Upper for lower case in what collateral writes as hex: the only bit of it all that carries no meaning. */
function caseFlip(part: string, whole: string): (Flip & { text: string })[] {
  const byte = HEX_PARTS.includes(part) ? whole.search(/[a-f]/) : -1;
  if (byte < 0) return [];
  const text = whole.slice(0, byte) + whole.charAt(byte).toUpperCase() + whole.slice(byte + 1);
  return [{ part, byte, bit: CASE_BIT, text }];
}
