import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TdxCollateral } from '@spindle/sealed/attestation';

export interface FakePcs {
  url: string;
  /** Paths asked for, with their queries. */
  asked: string[];
  collateral: TdxCollateral;
  /** Of every answer from now on. */
  status: number;
  close(): Promise<void>;
}

/** A cache of Intel's service (PCCS), by its real paths and headers. `isHex` gives lists as text, as older caches do. */
export async function startFakePcs(collateral: TdxCollateral, { isHex = false } = {}): Promise<FakePcs> {
  const asked: string[] = [];
  const pcs: FakePcs = { url: '', asked, collateral, status: 200, close: async () => {} };
  const list = (hex: string) => (isHex ? hex : Buffer.from(hex, 'hex'));
  const answers: Record<string, (it: TdxCollateral) => { body: string | Buffer; chain?: [string, string] }> = {
    '/sgx/certification/v4/pckcrl': (it) => ({
      body: list(it.pck_crl),
      chain: ['SGX-PCK-CRL-Issuer-Chain', it.pck_crl_issuer_chain],
    }),
    '/sgx/certification/v4/rootcacrl': (it) => ({ body: it.root_ca_crl }),
    '/tdx/certification/v4/tcb': (it) => ({
      body: `{"tcbInfo":${it.tcb_info},"signature":"${it.tcb_info_signature}"}`,
      chain: ['TCB-Info-Issuer-Chain', it.tcb_info_issuer_chain],
    }),
    '/tdx/certification/v4/qe/identity': (it) => ({
      body: `{"enclaveIdentity":${it.qe_identity},"signature":"${it.qe_identity_signature}"}`,
      chain: ['SGX-Enclave-Identity-Issuer-Chain', it.qe_identity_issuer_chain],
    }),
  };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers[(request.url ?? '').split('?')[0] ?? '']?.(pcs.collateral);
    if (!answer || pcs.status !== 200) return response.writeHead(answer ? pcs.status : 404).end();
    const chain = answer.chain ? { [answer.chain[0]]: encodeURIComponent(answer.chain[1]) } : {};
    return response.writeHead(200, chain).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  pcs.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pcs.close = () => new Promise((resolve) => server.close(() => resolve()));
  return pcs;
}
