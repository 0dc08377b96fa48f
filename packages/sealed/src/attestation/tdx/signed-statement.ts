import { equalBytes, fromHex, utf8 } from '@spindle/shared';
import { mustBeInTime } from '../in-time.ts';
import { JsonReader } from '../json.ts';
import { must, refuse } from '../refusal.ts';
import { P256, verify } from '../signature.ts';
import type { Trust } from '../trust.ts';
import { checkChain } from '../x509/check-chain.ts';
import { type Crl, mustNotBeRevoked } from '../x509/crl.ts';
import { readPemChain } from '../x509/read-pem.ts';
import type { TdxCollateral } from './collateral.ts';
import { INTEL_ROOT_NAME } from './names.ts';

/** Statements that Intel signs, byte for byte; they name their fields in the collateral. */
type Part = 'tcb_info' | 'qe_identity';

export interface Statement {
  json: JsonReader;
  issuedMs: number;
  nextUpdateMs: number;
}

const SIGNER_NAMES = [/^Intel SGX TCB Signing$/, INTEL_ROOT_NAME];

/** Checks signer, signature and dates, and only then reads. Refusals: `certificate_…`, `collateral_…`. */
export async function readStatement(
  part: Part,
  collateral: TdxCollateral,
  rootCrl: Crl,
  trust: Trust,
  nowMs: number,
): Promise<Statement> {
  const chain = readPemChain(collateral[`${part}_issuer_chain`], `${part}_chain`, trust.criticalExtensions);
  await checkChain(chain, { part: `${part}_chain`, names: SIGNER_NAMES, roots: [trust.intel] }, nowMs);
  const [signer, root] = chain;
  if (!signer || !root) return refuse('certificate_chain_wrong', { part });
  must(equalBytes(rootCrl.issuer, root.subject), 'crl_issuer_wrong', { part: rootCrl.part });
  mustNotBeRevoked(signer, rootCrl, `${part}_chain`);
  const text = collateral[part];
  const raw = fromHex(collateral[`${part}_signature`]);
  must(raw !== null && (await verify(P256, signer.key, raw, utf8(text))), 'collateral_signature_wrong', { part });
  const json = JsonReader.parse(text, (field) => refuse('collateral_malformed', { part, field }));
  const [issuedMs, nextUpdateMs] = [json.at('issueDate').time(), json.at('nextUpdate').time()];
  mustBeInTime('collateral', issuedMs, nextUpdateMs, nowMs, part);
  return { json, issuedMs, nextUpdateMs };
}
