import { type Authority, pem, revocationList } from './certificate.ts';
import { type IntelCertificates, type IntelKeys, MOCK_FMSPC, type MockCollateral } from './intel-shapes.ts';
import { mockKey } from './keys.ts';

const DAY_MS = 86_400_000;

/** Everything that can be wrong with a platform's rating and with what Intel says about it. */
export interface CollateralDials {
  /** Of the only level; a platform that does not reach it has none. */
  tcbStatus?: string;
  advisories?: string[];
  qeStatus?: string;
  /** Of the TDX module with major version 1. */
  moduleStatus?: string;
  moduleSigner?: string;
  moduleAttributes?: string;
  /** The least versions: of the components, the PCE, the module, the quoting enclave. */
  leastComponent?: number;
  leastTdxComponent?: number;
  leastPce?: number;
  leastModule?: number;
  leastQe?: number;
  /** A second, older level below the first, of this status. */
  olderStatus?: string;
  /** A second, older level of the module below its first, of this status. */
  olderModuleStatus?: string;
  fmspc?: string;
  pceId?: string;
  evaluationNumber?: number;
  mrSigner?: string;
  productId?: number;
  issuedMs?: number;
  nextUpdateMs?: number;
  revokedByRoot?: number[];
  revokedByPlatformCa?: number[];
  /** Who signs the lists, when not who should. */
  listSigner?: 'stranger';
  listNextUpdateMs?: number;
  listThisUpdateMs?: number;
  /** Fields to change before the statements are signed. */
  editTcbInfo?: (info: Record<string, unknown>) => void;
  editQeIdentity?: (identity: Record<string, unknown>) => void;
}

interface Issuer {
  keys: IntelKeys;
  certificates: IntelCertificates;
  root: Authority;
  platformCa: Authority;
  nowMs: number;
}

const zeros = (bytes: number) => '00'.repeat(bytes);
const iso = (timeMs: number) => `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
const components = (version: number) => Array.from({ length: 16 }, () => ({ svn: version }));

export async function collateralOf(issuer: Issuer, dials: CollateralDials): Promise<MockCollateral> {
  const { keys, certificates, root, platformCa, nowMs } = issuer;
  const dates = {
    issueDate: iso(dials.issuedMs ?? nowMs - DAY_MS),
    nextUpdate: iso(dials.nextUpdateMs ?? nowMs + 29 * DAY_MS),
  };
  const sign = (text: string) => keys.tcbSigner.signRaw(Buffer.from(text)).toString('hex');
  const stranger = mockKey('stranger', 'stranger');
  const list = async (authority: Authority, revoked: readonly number[]) => {
    const signer = dials.listSigner ? { ...authority, sign: stranger.signDer } : authority;
    const thisUpdate = dials.listThisUpdateMs ?? nowMs - DAY_MS;
    const nextUpdate = dials.listNextUpdateMs ?? nowMs + 29 * DAY_MS;
    return (await revocationList({ issuer: signer, thisUpdate, nextUpdate, revoked })).toString('hex');
  };
  const tcbInfo = JSON.stringify(edited(tcbInfoOf(dials, dates), dials.editTcbInfo));
  const qeIdentity = JSON.stringify(edited(qeIdentityOf(dials, dates), dials.editQeIdentity));
  const chain = pem(certificates.tcbSigner, certificates.root);
  return {
    root_ca_crl: await list(root, dials.revokedByRoot ?? []),
    pck_crl: await list(platformCa, dials.revokedByPlatformCa ?? []),
    pck_crl_issuer_chain: pem(certificates.platformCa, certificates.root),
    tcb_info: tcbInfo,
    tcb_info_signature: sign(tcbInfo),
    tcb_info_issuer_chain: chain,
    qe_identity: qeIdentity,
    qe_identity_signature: sign(qeIdentity),
    qe_identity_issuer_chain: chain,
  };
}

function edited(value: Record<string, unknown>, edit?: (value: Record<string, unknown>) => void) {
  edit?.(value);
  return value;
}

function tcbInfoOf(dials: CollateralDials, dates: object): Record<string, unknown> {
  const date = '2025-01-01T00:00:00Z';
  const level = (sgx: number, tcbStatus: string, advisoryIDs?: string[]) => ({
    tcb: {
      sgxtcbcomponents: components(sgx),
      pcesvn: dials.leastPce ?? 11,
      tdxtcbcomponents: components(dials.leastTdxComponent ?? 0),
    },
    tcbDate: date,
    tcbStatus,
    ...(advisoryIDs && { advisoryIDs }),
  });
  const module = {
    mrsigner: dials.moduleSigner ?? zeros(48),
    attributes: dials.moduleAttributes ?? zeros(8),
    attributesMask: 'FF'.repeat(8),
  };
  const moduleLevel = (isvsvn: number, tcbStatus: string) => ({ tcb: { isvsvn }, tcbDate: date, tcbStatus });
  const moduleLevels = [
    moduleLevel(dials.leastModule ?? 4, dials.moduleStatus ?? 'UpToDate'),
    ...(dials.olderModuleStatus ? [moduleLevel(2, dials.olderModuleStatus)] : []),
  ];
  return {
    ...{
      id: 'TDX',
      version: 3,
      ...dates,
      fmspc: (dials.fmspc ?? MOCK_FMSPC).toUpperCase(),
      pceId: dials.pceId ?? '0000',
    },
    ...{ tcbType: 0, tcbEvaluationDataNumber: dials.evaluationNumber ?? 20, tdxModule: module },
    tdxModuleIdentities: [{ id: 'TDX_01', ...module, tcbLevels: moduleLevels }],
    tcbLevels: [
      level(dials.leastComponent ?? 3, dials.tcbStatus ?? 'UpToDate', dials.advisories),
      ...(dials.olderStatus ? [level(1, dials.olderStatus)] : []),
    ],
  };
}

function qeIdentityOf(dials: CollateralDials, dates: object): Record<string, unknown> {
  return {
    ...{ id: 'TD_QE', version: 2, ...dates, tcbEvaluationDataNumber: dials.evaluationNumber ?? 20 },
    ...{ miscselect: zeros(4), miscselectMask: 'FFFFFFFF' },
    ...{ attributes: `11${zeros(15)}`, attributesMask: `FBFFFFFFFFFFFFFF${zeros(8)}` },
    ...{ mrsigner: dials.mrSigner ?? '44'.repeat(32), isvprodid: dials.productId ?? 2 },
    tcbLevels: [
      {
        tcb: { isvsvn: dials.leastQe ?? 4 },
        tcbDate: '2025-01-01T00:00:00Z',
        tcbStatus: dials.qeStatus ?? 'UpToDate',
      },
    ],
  };
}
