import { AMD_MINIMUM_FIRMWARE, EVIDENCE_RULES } from '@spindle/shared/attestation';
import { describe, expect, it } from 'vitest';
import { CheckList } from './check-list.ts';
import { auditEvidence } from './index.ts';
import { judgeSnp } from './snp/judge-snp.ts';
import { firmwarePartsOf, readFirmware, type SnpFirmware } from './snp/snp-firmware.ts';
import { hasRealEvidence, REAL_SNP_AT_MS, realBytes, realSnp } from './testing/real-evidence.ts';
import type { SnpProduct } from './trust.ts';

/** How the rules of this version judge such firmware: null when they accept it. */
async function refusalOf(product: SnpProduct, firmware: SnpFirmware) {
  const checks = new CheckList();
  await judgeSnp({ product, firmware }, EVIDENCE_RULES, checks);
  const [line] = checks.lines;
  return line?.ok === false ? { code: line.code, ...line.facts } : null;
}

describe.each(['Genoa', 'Turin'] as const)('the least firmware of %s', (product) => {
  const least = AMD_MINIMUM_FIRMWARE[product];

  it('is accepted, and newer', async () => {
    expect(await refusalOf(product, least)).toBeNull();
    expect(await refusalOf(product, { ...least, snp: 0xff, microcode: 0xff })).toBeNull();
  });

  it('is asked of each part that has one', async () => {
    const parts = firmwarePartsOf(product).filter(({ part }) => least[part] > 0);
    expect(parts.length).toBeGreaterThan(2);
    for (const { part } of parts) {
      const older = { ...least, [part]: least[part] - 1 };
      expect(await refusalOf(product, older)).toMatchObject({ code: 'snp_firmware_too_old', field: part });
    }
  });
});

it('is named by AMD’s own order of bytes', () => {
  const genoa = Uint8Array.of(7, 0, 0, 0, 0, 0, 0x1b, 0x56);
  expect(readFirmware(genoa, 'Genoa')).toEqual(AMD_MINIMUM_FIRMWARE.Genoa);
  expect(readFirmware(Uint8Array.of(1, 1, 1, 4, 0, 0, 0, 0x51), 'Turin')).toEqual(AMD_MINIMUM_FIRMWARE.Turin);
});

it('of Milan is none, however new', async () => {
  const newest = { bootLoader: 255, tee: 255, snp: 255, microcode: 255, fmc: 255 };
  expect(await refusalOf('Milan', newest)).toMatchObject({ code: 'snp_firmware_too_old', field: 'Milan' });
});

describe.skipIf(!hasRealEvidence)('real machines', () => {
  it('of Milan prove what they are, and are refused', async () => {
    const { refusal, lines } = await auditEvidence(realSnp(), REAL_SNP_AT_MS);
    expect(refusal).toBeNull();
    expect(lines.find(({ check }) => check === 'snp_platform')?.facts).toMatchObject({ snp: 23, microcode: 213 });
    const reported = Buffer.from(realSnp().snp.report, 'base64').subarray(0x180, 0x188);
    expect(await refusalOf('Milan', readFirmware(reported, 'Milan'))).toMatchObject({ code: 'snp_firmware_too_old' });
  });

  it('of 2023 would be refused as any other product too', async () => {
    const reported = realBytes('snp/attestation.bin').subarray(0x180, 0x188);
    for (const product of ['Genoa', 'Turin'] as const)
      expect(await refusalOf(product, readFirmware(reported, product))).toMatchObject({ code: 'snp_firmware_too_old' });
  });
});
