import { makeMockIntel } from '@spindle/devnet/attestation';
import { describe, expect, it } from 'vitest';
import {
  type Machine,
  mockIntel,
  mockVerifier,
  NOW_MS,
  POLICY,
  tdxBundle,
  trustIn,
  verifyMachine,
} from './testing/mock-machine.ts';
import { createVerifierWithRoots } from './testing/verifier-with-roots.ts';

const HOUR_MS = 3_600_000;

describe('Intel’s statements', () => {
  it.each<[code: string, what: string, Machine, facts: object]>([
    ['collateral_expired', 'that are expired', { collateral: { nextUpdateMs: NOW_MS - 1_000 } }, { part: 'tcb_info' }],
    ['collateral_not_yet_valid', 'of the future', { collateral: { issuedMs: NOW_MS + HOUR_MS } }, { part: 'tcb_info' }],
    [
      'collateral_kind_wrong',
      'for SGX',
      {
        collateral: {
          editTcbInfo: (it) => {
            it.id = 'SGX';
          },
        },
      },
      { part: 'tcb_info', kind: 'SGX 3' },
    ],
    [
      'collateral_kind_wrong',
      'of another version',
      {
        collateral: {
          editTcbInfo: (it) => {
            it.version = 2;
          },
        },
      },
      { part: 'tcb_info', kind: 'TDX 2' },
    ],
    [
      'collateral_kind_wrong',
      'about another enclave',
      {
        collateral: {
          editQeIdentity: (it) => {
            it.id = 'QVE';
          },
        },
      },
      { part: 'qe_identity', kind: 'QVE 2' },
    ],
    [
      'collateral_malformed',
      'without levels',
      {
        collateral: {
          editTcbInfo: (it) => {
            delete it.tcbLevels;
          },
        },
      },
      { part: 'tcb_info', field: 'tcbLevels' },
    ],
    [
      'collateral_malformed',
      'with fifteen components',
      {
        collateral: {
          editTcbInfo: (it) => {
            Object.assign((it.tcbLevels as { tcb: { sgxtcbcomponents: object[] } }[])[0]?.tcb ?? {}, {
              sgxtcbcomponents: Array(15).fill({ svn: 0 }),
            });
          },
        },
      },
      { field: 'tcbLevels.0.tcb.sgxtcbcomponents' },
    ],
    [
      'collateral_malformed',
      'with a date that is none',
      {
        collateral: {
          editQeIdentity: (it) => {
            it.nextUpdate = 'never';
          },
        },
      },
      { part: 'qe_identity', field: 'nextUpdate' },
    ],
    [
      'collateral_malformed',
      'with half a mask',
      {
        collateral: {
          editQeIdentity: (it) => {
            it.attributesMask = 'FF';
          },
        },
      },
      { part: 'qe_identity', field: 'attributesMask' },
    ],
    [
      'collateral_signature_wrong',
      'put in each other’s place',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.qe_identity = tdx.collateral.tcb_info;
        },
      },
      { part: 'qe_identity' },
    ],
    [
      'collateral_kind_wrong',
      'put there with their signatures',
      {
        edit: ({ tdx }) => {
          if (tdx)
            Object.assign(tdx.collateral, {
              qe_identity: tdx.collateral.tcb_info,
              qe_identity_signature: tdx.collateral.tcb_info_signature,
            });
        },
      },
      { part: 'qe_identity', kind: 'TDX 3' },
    ],
  ])('are refused by %s: ones %s', async (code, _, machine, facts) => {
    const { refusal } = await verifyMachine(machine);
    expect(refusal).toMatchObject({ code, facts });
  });
});

describe('the chain', () => {
  it.each<[code: string, what: string, Parameters<typeof makeMockIntel>[0]['names']]>([
    ['certificate_chain_wrong', 'whose issuer has another name', { platformCa: 'Intel SGX PCK Other CA' }],
    ['certificate_chain_wrong', 'whose leaf has another name', { processor: 'Intel SGX TCB Signing' }],
    [
      'certificate_chain_wrong',
      'whose signer of statements is a processor',
      { tcbSigner: 'Intel SGX PCK Certificate' },
    ],
  ])('is refused by %s: one %s', async (code, _, names) => {
    const intel = await makeMockIntel({ seed: 'names', nowMs: NOW_MS, names: names ?? {} });
    const verifier = createVerifierWithRoots(trustIn({ intel: intel.rootHash }));
    const { refusal } = await verifier.verifyEvidence(await tdxBundle({ intel }), POLICY, NOW_MS);
    expect(refusal?.code).toBe(code);
  });

  it('is refused when its statements come from another vendor’s world', async () => {
    const other = await makeMockIntel({ seed: 'two', nowMs: NOW_MS });
    const bundle = await tdxBundle();
    const strange = await other.collateral();
    for (const field of ['tcb_info', 'qe_identity'] as const) {
      const collateral = {
        ...bundle.tdx?.collateral,
        [field]: strange[field],
        [`${field}_signature`]: strange[`${field}_signature`],
        [`${field}_issuer_chain`]: strange[`${field}_issuer_chain`],
      };
      const verdict = await (await mockVerifier()).verifyEvidence(
        { ...bundle, tdx: { ...bundle.tdx, collateral } },
        POLICY,
        NOW_MS,
      );
      expect(verdict.refusal).toMatchObject({ code: 'certificate_root_unknown', facts: { part: `${field}_chain` } });
    }
  });

  it('is made again from the same seed, byte for byte', async () => {
    const [one, two] = [
      await makeMockIntel({ seed: 'same', nowMs: 0 }),
      await makeMockIntel({ seed: 'same', nowMs: 0 }),
    ];
    expect(one.certificates).toEqual(two.certificates);
    expect((await mockIntel()).rootHash).not.toBe(one.rootHash);
  });
});
