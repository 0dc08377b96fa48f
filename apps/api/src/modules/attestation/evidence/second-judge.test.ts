import type { ProvenMachine } from '@spindle/sealed/attestation';
import { describe, expect, it } from 'vitest';
import {
  mockIntel,
  NOW_MS,
  tdxBundle,
} from '../../../../../../packages/sealed/src/attestation/testing/mock-machine.ts';
import {
  hasRealEvidence,
  REAL_TDX_AT_MS,
  realTdx,
} from '../../../../../../packages/sealed/src/attestation/testing/real-evidence.ts';
import { mockSecondJudge } from '../testing/mock-enclave.ts';
import { createSecondJudge } from './second-judge.ts';

const UP_TO_DATE: NonNullable<ProvenMachine['rating']> = { status: 'UpToDate', advisories: [] };
const named = (bundle: object) => ({ ...bundle, v: 1 as const, kind: 'spindle-evidence' as const, manifest: '{}' });

describe('the second judge, on mock machines', () => {
  const judge = async (...[machine, rating = UP_TO_DATE]: [object?, typeof UP_TO_DATE?]) =>
    mockSecondJudge(await mockIntel())(named(await tdxBundle(machine)), rating, NOW_MS);

  it('agrees where it accepts with the same rating', async () => {
    expect(await judge()).toBeNull();
  });

  it('disagrees about another rating, and about advisories', async () => {
    expect(await judge({ collateral: { tcbStatus: 'OutOfDate' } })).toMatchObject({
      code: 'second_judge_disagrees',
      facts: { ours: 'UpToDate', theirs: 'OutOfDate' },
    });
    expect(await judge({}, { status: 'UpToDate', advisories: ['INTEL-SA-1'] })).toMatchObject({
      facts: { ours: 'UpToDate INTEL-SA-1', theirs: 'UpToDate' },
    });
  });

  it('disagrees about what it refuses, and about what is of no form', async () => {
    expect(createSecondJudge()(named(await tdxBundle()), UP_TO_DATE, NOW_MS)).toMatchObject({
      facts: { theirs: 'refused' },
    });
    for (const tdx of [null, {}, { quote: 'AAAA', collateral: {} }, { quote: 7 }])
      expect(createSecondJudge()(named({ tdx }), UP_TO_DATE, NOW_MS)?.code).toBe('second_judge_disagrees');
  });

  it('has nothing to say of AMD', () => {
    expect(createSecondJudge()(named({ snp: { report: '', certificates: '' } }), null, NOW_MS)).toBeNull();
  });
});

describe.skipIf(!hasRealEvidence)('the second judge, on a real machine', () => {
  it('agrees about it, and not about one whose quote was changed', () => {
    const real = realTdx();
    expect(createSecondJudge()(named(real), UP_TO_DATE, REAL_TDX_AT_MS)).toBeNull();
    const quote = Buffer.from(real.tdx.quote, 'base64');
    quote[200] = (quote[200] ?? 0) ^ 1;
    const changed = named({ tdx: { ...real.tdx, quote: quote.toString('base64') } });
    expect(createSecondJudge()(changed, UP_TO_DATE, REAL_TDX_AT_MS)?.code).toBe('second_judge_disagrees');
  });
});
