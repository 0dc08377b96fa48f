import type { TdxCollateral } from '@spindle/sealed/attestation';
import type { QuotedPlatform } from '@spindle/sealed/evidence-parts';
import { type EnclaveResult, enclaveFail } from '@spindle/shared/enclave';
import { readChain, readList, readStatement } from './read-answers.ts';

/** Intel's own service; whoever runs many machines has a cache of it (PCCS), with the same paths. */
export const INTEL_PCS = 'https://api.trustedservices.intel.com';
const ROOT_LIST = 'https://certificates.trustedservices.intel.com/IntelSGXRootCA.der';
const TIMEOUT_MS = 10_000;

export type Fetch = (url: string, init: { signal: AbortSignal }) => Promise<Response>;

/**
 * Fetches what a quote of this processor will be judged by: Intel PCS API, version 4. Nothing of it is checked here but its
 * form: all of it is signed. Refusals: `collateral_unreachable`, `collateral_strange`.
 */
export async function fetchCollateral(
  base: string,
  { fmspc, ca }: QuotedPlatform,
  fetch: Fetch,
): Promise<EnclaveResult<TdxCollateral>> {
  const [sgx, tdx] = [`${base}/sgx/certification/v4`, `${base}/tdx/certification/v4`];
  const answers = await Promise.all([
    get(fetch, `${sgx}/pckcrl?ca=${ca}&encoding=der`),
    rootList(fetch, base),
    get(fetch, `${tdx}/tcb?fmspc=${fmspc.toUpperCase()}`),
    get(fetch, `${tdx}/qe/identity`),
  ]);
  for (const answer of answers) if (!answer.ok) return answer;
  const [pckList, root, tcb, qe] = answers.map((answer) => (answer.ok ? answer.value : null));
  if (!pckList || !root || !tcb || !qe) return enclaveFail('collateral_unreachable', { url: base, why: 'nothing' });
  const [tcbInfo, qeIdentity] = [readStatement(tcb.bytes, 'tcbInfo'), readStatement(qe.bytes, 'enclaveIdentity')];
  const collateral = {
    root_ca_crl: readList(root.bytes),
    pck_crl: readList(pckList.bytes),
    pck_crl_issuer_chain: readChain(pckList.headers, ['SGX-PCK-CRL-Issuer-Chain']),
    tcb_info: tcbInfo?.text ?? null,
    tcb_info_signature: tcbInfo?.signature ?? null,
    tcb_info_issuer_chain: readChain(tcb.headers, ['TCB-Info-Issuer-Chain', 'SGX-TCB-Info-Issuer-Chain']),
    qe_identity: qeIdentity?.text ?? null,
    qe_identity_signature: qeIdentity?.signature ?? null,
    qe_identity_issuer_chain: readChain(qe.headers, ['SGX-Enclave-Identity-Issuer-Chain']),
  };
  const strange = Object.entries(collateral).find(([, value]) => value === null)?.[0];
  return isWhole(collateral)
    ? { ok: true, value: collateral }
    : enclaveFail('collateral_strange', { url: base, what: strange ?? '' });
}

const isWhole = (collateral: Record<keyof TdxCollateral, string | null>): collateral is TdxCollateral =>
  Object.values(collateral).every((value) => value !== null);

interface Answer {
  bytes: Buffer;
  headers: Headers;
}

/** Caches have the root's list beside the others; Intel's own service has it at another address. */
async function rootList(fetch: Fetch, base: string): Promise<EnclaveResult<Answer>> {
  if (base === INTEL_PCS) return get(fetch, ROOT_LIST);
  const cached = await get(fetch, `${base}/sgx/certification/v4/rootcacrl`);
  return cached.ok ? cached : get(fetch, ROOT_LIST);
}

async function get(fetch: Fetch, url: string): Promise<EnclaveResult<Answer>> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return enclaveFail('collateral_unreachable', { url, why: `HTTP ${response.status}` });
    return { ok: true, value: { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers } };
  } catch (error) {
    const why = error instanceof Error ? error.name : 'no answer';
    return enclaveFail('collateral_unreachable', { url, why });
  }
}
