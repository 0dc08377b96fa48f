import { describe, expect, it } from 'vitest';
import { auditEvidence } from './index.ts';
import { type Flip, flipsOf, textFlipsOf } from './testing/flip-bits.ts';
import {
  base64,
  hasRealEvidence,
  REAL_SNP_AT_MS,
  REAL_TDX_AT_MS,
  realBytes,
  realJson,
  realSnp,
  realTdx,
} from './testing/real-evidence.ts';

/*
 * Every bit of real evidence is changed, one at a time, and must be refused unless it carries no meaning. This is the
 * whole list of those: the case of letters in what collateral writes as hex. A run takes a sample; SPINDLE_FLIP_EVERY=1
 * takes every bit: half an hour of one core.
 */
const HEX_PARTS = ['root_ca_crl', 'pck_crl', 'tcb_info_signature', 'qe_identity_signature'];
const CASE_BIT = 5;
const meansNothing = ({ part, byte, bit }: Flip, text: string): boolean =>
  HEX_PARTS.includes(part) && bit === CASE_BIT && /[a-f]/i.test(text[byte] ?? '');

const FULL_RUN_MS = 3_600_000;

/** Which changes are accepted though they should not be, or refused though they mean nothing. */
async function misjudged<Changed extends Flip>(
  flips: Iterable<Changed>,
  isAccepted: (flip: Changed) => Promise<boolean>,
  isMeaningless: (flip: Changed) => boolean = () => false,
): Promise<{ tried: number; wrong: string[] }> {
  const wrong: string[] = [];
  let tried = 0;
  for (const flip of flips) {
    tried++;
    if ((await isAccepted(flip)) !== isMeaningless(flip)) wrong.push(`${flip.part} byte ${flip.byte} bit ${flip.bit}`);
  }
  return { tried, wrong };
}

describe.skipIf(!hasRealEvidence)('one changed bit', () => {
  const tdx = async (tdxPart: object) => {
    const { ok } = await auditEvidence({ ...realTdx(), tdx: tdxPart }, REAL_TDX_AT_MS);
    return ok;
  };

  it('of a TDX quote is refused, wherever it stands', { timeout: FULL_RUN_MS }, async () => {
    const { collateral } = realTdx().tdx;
    const flips = flipsOf('quote', realBytes('tdx/tdx_quote'), 307);
    const { tried, wrong } = await misjudged(flips, ({ bytes }) => tdx({ collateral, quote: base64(bytes) }));
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(130);
  });

  it.each(Object.keys(hasRealEvidence ? realTdx().tdx.collateral : {}))(
    'of Intel’s %s is refused, but for the case of a letter in hex',
    { timeout: FULL_RUN_MS },
    async (part) => {
      const { quote, collateral } = realTdx().tdx;
      const whole: string = collateral[part];
      const { tried, wrong } = await misjudged(
        textFlipsOf(part, whole, whole.length < 1_000 ? 31 : 509),
        ({ text }) => tdx({ quote, collateral: { ...collateral, [part]: text } }),
        (flip) => meansNothing(flip, whole),
      );
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(25);
    },
  );

  it('of an SEV-SNP report, or of its certificates, is refused', { timeout: FULL_RUN_MS }, async () => {
    const { v, kind, snp } = realSnp();
    const audit = async (changes: object) => {
      const { ok } = await auditEvidence({ v, kind, snp: { ...snp, ...changes } }, REAL_SNP_AT_MS);
      return ok;
    };
    const report = new Uint8Array(Buffer.from(snp.report, 'base64'));
    const inReport = await misjudged(flipsOf('report', report, 61), ({ bytes }) => audit({ report: base64(bytes) }));
    expect(inReport.wrong).toEqual([]);
    const inChain = await misjudged(textFlipsOf('certificates', snp.certificates, 499), ({ text }) =>
      audit({ certificates: text }),
    );
    expect(inChain.wrong).toEqual([]);
    expect(inReport.tried + inChain.tried).toBeGreaterThan(200);
  });

  it('of a GPU’s evidence, or of its certificates, is refused', { timeout: FULL_RUN_MS }, async () => {
    const [gpu] = realJson('nvidia/hopper_evidence.json');
    const bundle = realTdx();
    const audit = async (changes: object) => {
      const { ok } = await auditEvidence({ ...bundle, gpu: [{ ...gpu, ...changes }] }, REAL_TDX_AT_MS);
      return ok;
    };
    for (const part of ['evidence', 'certificate']) {
      const bytes = new Uint8Array(Buffer.from(gpu[part], 'base64'));
      const { tried, wrong } = await misjudged(flipsOf(part, bytes, 701), (flip) =>
        audit({ [part]: base64(flip.bytes) }),
      );
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(45);
    }
  });
});
