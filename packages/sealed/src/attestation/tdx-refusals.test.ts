import { MOCK_SERIALS, makeMockIntel } from '@spindle/devnet/attestation';
import { describe, expect, it } from 'vitest';
import { type Machine, mockIntel, mockVerifier, NOW_MS, POLICY, tdxBundle, trustIn } from './testing/mock-machine.ts';
import { createVerifierWithRoots } from './testing/verifier-with-roots.ts';

const HOUR_MS = 3_600_000;
const verify = async (machine: Machine) =>
  (await mockVerifier()).verifyEvidence(await tdxBundle(machine), POLICY, NOW_MS);
const zeros = (bytes: number) => '00'.repeat(bytes);

describe('a mock TDX machine', () => {
  it.each<[string, Machine]>([
    ['as it is', {}],
    ['with a quote of version 5', { quote: { version: 5 } }],
    ['with TD 1.5', { quote: { version: 5, teeTcbSvn2: `0601${'03'.repeat(14)}` } }],
    [
      'without the lists’ own chain',
      { edit: ({ tdx }) => tdx && delete (tdx.collateral as { pck_crl_issuer_chain?: string }).pck_crl_issuer_chain },
    ],
    ['with protection keys for itself', { quote: { tdAttributes: '0000005000000000' } }],
  ])('passes %s', async (_, machine) => {
    const verdict = await verify(machine);
    expect(verdict.refusal).toBeNull();
    expect(verdict.ok).toBe(true);
    expect(verdict.lines.filter(({ ok }) => ok !== true).map(({ check }) => check)).toEqual(['event_log']);
  });

  it.each<[code: string, what: string, Machine, facts?: object]>([
    ['td_debug', 'that may be debugged', { quote: { tdAttributes: '0100001000000000' } }],
    ['td_migratable', 'that may be moved', { quote: { tdAttributes: '0000003000000000' } }],
    [
      'td_migratable',
      'with a service that may move it',
      { quote: { version: 5, teeTcbSvn2: `0601${'03'.repeat(14)}`, mrServiceTd: '01'.repeat(48) } },
    ],
    ['td_exceptions_on', 'whose memory may be taken unnoticed', { quote: { tdAttributes: zeros(8) } }],
    ['td_attributes_unknown', 'with an unknown switch', { quote: { tdAttributes: '0000001000000001' } }],
    ['tcb_revoked', 'whose firmware is revoked', { collateral: { tcbStatus: 'Revoked' } }],
    ['tcb_revoked', 'whose module is revoked', { collateral: { moduleStatus: 'Revoked' } }],
    ['tcb_revoked', 'whose quoting enclave is revoked', { collateral: { qeStatus: 'Revoked' } }],
    ['tcb_status_unknown', 'rated by a new word', { collateral: { tcbStatus: 'Splendid' } }],
    ['tcb_status_unknown', 'rated as only a verifier may', { collateral: { tcbStatus: 'TDRelaunchAdvised' } }],
    ['tcb_level_missing', 'below every level', { collateral: { leastComponent: 4 } }],
    ['tcb_level_missing', 'with an old PCE', { collateral: { leastPce: 14 } }],
    ['tcb_level_missing', 'with old TDX components', { collateral: { leastTdxComponent: 4 } }],
    [
      'tcb_level_missing',
      'whose module of now is older than any',
      { quote: { version: 5, teeTcbSvn2: `0601${zeros(14)}` }, collateral: { leastTdxComponent: 3 } },
    ],
    [
      'tdx_module_mismatch',
      'with a module of another signer',
      { collateral: { moduleSigner: '01'.repeat(48) } },
      { field: 'MRSIGNERSEAM' },
    ],
    [
      'tdx_module_mismatch',
      'with other switches of its module',
      { collateral: { moduleAttributes: `01${zeros(7)}` } },
      { field: 'SEAMATTRIBUTES' },
    ],
    ['tdx_module_too_old', 'with an old module', { collateral: { leastModule: 7 } }, { version: 6 }],
    [
      'tdx_module_unknown',
      'with a module of an unknown kind',
      { quote: { teeTcbSvn: `0609${'03'.repeat(14)}` } },
      { module: 'TDX_09' },
    ],
    ['qe_too_old', 'with an old quoting enclave', { collateral: { leastQe: 5 } }, { version: 4 }],
    ['qe_debug', 'whose quoting enclave is debugged', { quote: { qe: { attributes: `13${zeros(15)}` } } }],
    [
      'qe_identity_mismatch',
      'with another signing program',
      { quote: { qe: { mrSigner: '45'.repeat(32) } } },
      { field: 'MRSIGNER' },
    ],
    ['qe_identity_mismatch', 'with another product', { quote: { qe: { productId: 3 } } }, { field: 'ISVPRODID' }],
    [
      'qe_identity_mismatch',
      'with other switches',
      { quote: { qe: { miscSelect: '01000000' } } },
      { field: 'MISCSELECT' },
    ],
    [
      'qe_identity_mismatch',
      'with other attributes',
      { quote: { qe: { attributes: `31${zeros(15)}` } } },
      { field: 'ATTRIBUTES' },
    ],
    ['qe_report_key_not_bound', 'whose signing key is not the enclave’s', { quote: { isKeyUnbound: true } }],
    [
      'platform_mismatch',
      'of another kind than the rating',
      { collateral: { fmspc: '4d4f434b0001' } },
      { field: 'FMSPC', expected: '4d4f434b0001', actual: '4d4f434b0000' },
    ],
    [
      'platform_mismatch',
      'of another PCE than the rating',
      { collateral: { pceId: '0001' } },
      { field: 'PCEID', expected: '0001', actual: '0000' },
    ],
  ])('is refused by %s: one %s', async (code, _, machine, facts) => {
    const verdict = await verify(machine);
    expect(verdict.refusal?.code).toBe(code);
    if (facts) expect(verdict.refusal?.facts).toMatchObject(facts);
    expect([verdict.ok, verdict.machine]).toEqual([false, null]);
  });
});

describe('lists of revoked certificates', () => {
  it.each<[code: string, what: string, Machine, part: string]>([
    [
      'certificate_revoked',
      'with the processor',
      { collateral: { revokedByPlatformCa: [MOCK_SERIALS.processor] } },
      'pck_chain',
    ],
    [
      'certificate_revoked',
      'with its issuer',
      { collateral: { revokedByRoot: [MOCK_SERIALS.platformCa] } },
      'pck_chain',
    ],
    [
      'certificate_revoked',
      'with who signed the statements',
      { collateral: { revokedByRoot: [MOCK_SERIALS.tcbSigner] } },
      'tcb_info_chain',
    ],
    ['crl_expired', 'that are expired', { collateral: { listNextUpdateMs: NOW_MS - 1_000 } }, 'root_crl'],
    ['crl_not_yet_valid', 'of the future', { collateral: { listThisUpdateMs: NOW_MS + HOUR_MS } }, 'root_crl'],
    ['crl_signature_wrong', 'that somebody else signed', { collateral: { listSigner: 'stranger' } }, 'root_crl'],
    [
      'crl_missing',
      'left out',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.root_ca_crl = '';
        },
      },
      'root_crl',
    ],
    [
      'crl_missing',
      'left out, of processors',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.pck_crl = '';
        },
      },
      'pck_crl',
    ],
    [
      'crl_issuer_wrong',
      'swapped',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.pck_crl = tdx.collateral.root_ca_crl;
        },
      },
      'pck_crl',
    ],
    [
      'crl_issuer_wrong',
      'with a chain that is not this processor’s',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.pck_crl_issuer_chain = tdx.collateral.tcb_info_issuer_chain;
        },
      },
      'pck_crl_chain',
    ],
    [
      'certificate_malformed',
      'that are no hex',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.pck_crl = 'list';
        },
      },
      'pck_crl',
    ],
  ])('are refused by %s: ones %s', async (code, _, machine, part) => {
    const { refusal } = await verify(machine);
    expect(refusal).toMatchObject({ code, facts: { part } });
  });

  it('count while they do not name this machine', async () => {
    const verdict = await verify({ collateral: { revokedByPlatformCa: [77, 0x80], revokedByRoot: [99] } });
    expect(verdict.refusal).toBeNull();
  });
});

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
    const { refusal } = await verify(machine);
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
