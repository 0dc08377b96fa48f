import type { CollateralDials } from '@spindle/devnet/attestation';
import { canonicalJson, MANIFEST_LIFE_MS } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { AttestationPolicy } from './evidence/policy.ts';
import { type Machine, makeManifest, mockVerifier, NONCE, NOW_MS, POLICY, tdxBundle } from './testing/mock-machine.ts';

const HOUR_MS = 3_600_000;
const verify = async (machine: Machine, policy: Partial<AttestationPolicy> = {}, nowMs = NOW_MS) =>
  (await mockVerifier()).verifyEvidence(await tdxBundle(machine), { ...POLICY, ...policy }, nowMs);
const refusal = async (...input: Parameters<typeof verify>) => (await verify(...input)).refusal;

it('tells what is proven, and until when', async () => {
  const { machine, lines } = await verify({});
  expect(machine).toMatchObject({
    platform: 'tdx',
    rating: { status: 'UpToDate', advisories: [] },
    manifest: { env: 'dev' },
    expiresAt: NOW_MS + HOUR_MS,
    measurements: { mrTd: '11'.repeat(48), rtmr3: 'a3'.repeat(48) },
  });
  const order = 'manifest time environment freshness tcb_status collateral_age measurements';
  expect(
    lines
      .slice(-7)
      .map(({ check }) => check)
      .join(' '),
  ).toBe(order);
});

describe('the manifest', () => {
  it.each<[code: string, what: string, Machine]>([
    [
      'manifest_not_bound',
      'of other keys',
      {
        edit: (it) => {
          it.manifest = canonicalJson({ ...makeManifest(), sealKey: '00'.repeat(32) });
        },
      },
    ],
    [
      'manifest_not_bound',
      'with one more space',
      {
        edit: (it) => {
          it.manifest = `${it.manifest} `;
        },
      },
    ],
    ['manifest_unreadable', 'that is bound, and not canonical', { text: (canonical) => `${canonical} ` }],
    ['manifest_unreadable', 'that is bound, and is none', { text: () => '{"v":1}' }],
    [
      'evidence_missing',
      'left out',
      {
        edit: (it) => {
          Object.assign(it, { manifest: null });
        },
      },
    ],
    ['evidence_environment_wrong', 'of production', { manifest: { env: 'production' } }],
    ['evidence_expired', 'of yesterday', { manifest: { notBefore: NOW_MS - 2 * HOUR_MS, notAfter: NOW_MS } }],
    ['evidence_not_yet_valid', 'of tomorrow', { manifest: { notBefore: NOW_MS + HOUR_MS } }],
    [
      'evidence_life_too_long',
      'for two days',
      { manifest: { notBefore: NOW_MS, notAfter: NOW_MS + 2 * MANIFEST_LIFE_MS } },
    ],
  ])('is refused by %s: one %s', async (code, _, machine) => {
    expect((await refusal(machine))?.code).toBe(code);
  });

  it('may be a little ahead of this device’s clock', async () => {
    expect(await refusal({ manifest: { notBefore: NOW_MS + 60_000 } })).toBeNull();
  });
});

describe('freshness', () => {
  const block = 'b0'.repeat(32);
  const blocks = new Map([[block, NOW_MS - HOUR_MS]]);
  const byBlock = (maximumAgeMs: number): Partial<AttestationPolicy> => ({
    freshness: { kind: 'block', blocks, maximumAgeMs },
  });

  it('is an answer to this device, or a block that it knows', async () => {
    expect(await refusal({ fresh: NONCE })).toBeNull();
    expect(await refusal({ fresh: block }, byBlock(2 * HOUR_MS))).toBeNull();
  });

  it('is refused for another nonce, an unknown block, and one of long ago', async () => {
    expect((await refusal({ fresh: '78'.repeat(32) }))?.code).toBe('evidence_nonce_wrong');
    expect((await refusal({ fresh: NONCE }, byBlock(HOUR_MS)))?.code).toBe('evidence_block_unknown');
    expect(await refusal({ fresh: block }, byBlock(HOUR_MS - 1))).toMatchObject({ code: 'evidence_block_old' });
  });
});

describe('what is asked of the machine', () => {
  it.each<[code: string, what: string, Machine, Partial<AttestationPolicy>]>([
    ['measurement_refused', 'an empty list', {}, { measurements: [] }],
    ['measurement_refused', 'another firmware', { quote: { mrTd: '12'.repeat(48) } }, {}],
    [
      'measurement_refused',
      'another kernel',
      { quote: { rtmrs: ['a0', 'a1', 'ff', 'a3'].map((it) => it.repeat(48)) } },
      {},
    ],
    [
      'measurement_refused',
      'an image of AMD’s list',
      {},
      { measurements: [{ platform: 'snp', measurement: '22'.repeat(48) }] },
    ],
    [
      'measurement_refused',
      'a program list without a log that shows it',
      {},
      {
        measurements: [
          {
            platform: 'tdx',
            mrTd: '11'.repeat(48),
            rtmr0: 'a0'.repeat(48),
            rtmr1: 'a1'.repeat(48),
            rtmr2: 'a2'.repeat(48),
            composeHash: '',
          },
        ],
      },
    ],
    ['tcb_status_refused', 'out of date', { collateral: { tcbStatus: 'OutOfDate', advisories: ['INTEL-SA-1'] } }, {}],
    [
      'advisory_refused',
      'a weakness that is not accepted',
      { collateral: { tcbStatus: 'SWHardeningNeeded', advisories: ['INTEL-SA-1', 'INTEL-SA-2'] } },
      { statuses: ['SWHardeningNeeded'], advisories: ['INTEL-SA-1'] },
    ],
    ['collateral_too_old', 'older statements', { collateral: { evaluationNumber: 19 } }, {}],
  ])('refuses by %s: %s', async (code, _, machine, policy) => {
    expect((await refusal(machine, policy))?.code).toBe(code);
  });

  it('takes a rating that it accepts, with the weaknesses that it accepts', async () => {
    const machine = { collateral: { tcbStatus: 'SWHardeningNeeded', advisories: ['INTEL-SA-1'] } };
    expect(await refusal(machine, { statuses: ['SWHardeningNeeded'], advisories: ['INTEL-SA-1'] })).toBeNull();
  });

  it('says every refusal, not the first alone', async () => {
    const { lines } = await verify({ fresh: '00'.repeat(32), manifest: { env: 'production' } }, { measurements: [] });
    expect(lines.filter(({ ok }) => ok === false).map(({ code }) => code)).toEqual([
      'evidence_environment_wrong',
      'evidence_nonce_wrong',
      'measurement_refused',
    ]);
  });
});

describe('ratings of several parts', () => {
  const rated = async (machine: Machine) => {
    const found = (await verify(machine)).lines.find(({ check }) => check === 'tcb_level')?.facts;
    return found?.status;
  };
  const td15 = (teeTcbSvn2: string) => ({ version: 5 as const, teeTcbSvn2 });
  /** Started under a module that is out of date, and running under a good one now. */
  const OLD = `0301${'03'.repeat(14)}`;
  const relaunch = (collateral: CollateralDials): Machine => ({
    quote: { teeTcbSvn: OLD, ...td15(`0601${'03'.repeat(14)}`) },
    collateral: { ...collateral, olderModuleStatus: 'OutOfDate' },
  });
  it.each<[status: string, Machine]>([
    ['OutOfDate', { collateral: { qeStatus: 'OutOfDate' } }],
    ['OutOfDate', { collateral: { moduleStatus: 'OutOfDate' } }],
    ['OutOfDateConfigurationNeeded', { collateral: { tcbStatus: 'ConfigurationNeeded', qeStatus: 'OutOfDate' } }],
    ['OutOfDate', { collateral: { leastComponent: 4, olderStatus: 'OutOfDate' } }],
    ['UpToDate', { quote: td15(`0601${'03'.repeat(14)}`) }],
    ['TDRelaunchAdvised', relaunch({})],
    ['TDRelaunchAdvisedConfigurationNeeded', relaunch({ tcbStatus: 'ConfigurationNeeded' })],
    ['OutOfDate', { ...relaunch({}), quote: { teeTcbSvn: OLD, ...td15(OLD) } }],
  ])('come to %s', async (status, machine) => {
    expect(await rated(machine)).toBe(status);
  });
});
