import { equalBytes, hex } from '@spindle/shared';
import type { CheckList } from '../check-list.ts';
import type { JsonReader } from '../json.ts';
import { must, refuse } from '../refusal.ts';
import { P256, p256Key, verify } from '../signature.ts';
import { timeText } from '../time-text.ts';
import type { Trust } from '../trust.ts';
import type { Certificate } from '../x509/certificate.ts';
import { checkChain } from '../x509/check-chain.ts';
import { type Crl, checkCrl, mustNotBeRevoked } from '../x509/crl.ts';
import { readHexCrl } from '../x509/read-hex-crl.ts';
import { readPemChain } from '../x509/read-pem.ts';
import type { TdxCollateral } from './collateral.ts';
import { PCK_CHAIN_NAMES } from './names.ts';
import { type PckExtension, readPckExtension } from './pck-extension.ts';
import { readQeIdentity } from './qe-identity.ts';
import { checkQeReport, hashAttestationKey } from './qe-report.ts';
import { readTdxQuote, type TdxQuote } from './quote.ts';
import { readStatement, type Statement } from './signed-statement.ts';
import { startSignatures } from './start-signatures.ts';
import { readTcbInfo, type TcbInfo } from './tcb-info.ts';
import { ratePlatform } from './tcb-level.ts';
import { adviseRelaunch, type Rating } from './tcb-status.ts';
import { checkTdAttributes } from './td-attributes.ts';
import type { TdReport } from './td-report.ts';
import { checkTdxModule } from './tdx-module.ts';

/** What is proven of a machine whose quote passed. */
export interface TdxMachine {
  platform: 'tdx';
  report: TdReport;
  rating: Rating;
  /** Of the processor, lower-case hex. */
  fmspc: string;
  ppid: string;
  /** The lower of Intel's two statements. */
  evaluationNumber: number;
  /** Until when Intel's statements and lists count, in milliseconds. */
  expiresAt: number;
}

interface Signers {
  pck: Certificate;
  rootCrl: Crl;
  pckCrl: Crl;
}

/**
 * Checks a TDX quote against Intel's statements, in the order of Intel's own library, and stops at the first refusal.
 * What a device accepts of all this is its policy's matter. @param nowMs Unix time in milliseconds.
 */
export async function verifyTdx(
  bytes: Uint8Array,
  collateral: TdxCollateral,
  trust: Trust,
  nowMs: number,
  checks: CheckList,
): Promise<TdxMachine> {
  const quote = await checks.run('tdx_quote', () => {
    const value = readTdxQuote(bytes);
    return { value, facts: { version: value.version, body: value.report.teeTcbSvn2 ? 'TD 1.5' : 'TD 1.0' } };
  });
  const keyHash = hashAttestationKey(quote);
  startSignatures(quote, collateral, trust);
  const { pck, rootCrl, pckCrl } = await checkSigners(quote, collateral, trust, nowMs, checks);
  const statement = <Content extends { evaluationNumber: number }>(
    part: 'tcb_info' | 'qe_identity',
    read: (json: JsonReader) => Content,
  ) =>
    checks.run(part, async () => {
      const found = await readStatement(part, collateral, rootCrl, trust, nowMs);
      const content = read(found.json);
      return { value: { ...found, content }, facts: factsOf(found, content.evaluationNumber) };
    });
  const info = await statement('tcb_info', readTcbInfo);
  const qeIdentity = await statement('qe_identity', readQeIdentity);
  const qeLevel = await checks.run('qe_report', async () => {
    const value = await checkQeReport(quote, keyHash, pck.key, qeIdentity.content);
    return { value, facts: { version: value.version, status: value.status } };
  });
  await checks.run('tdx_signature', async () => {
    const isSigned = await verify(P256, p256Key(quote.attestationKey), quote.signature, quote.signed);
    must(isSigned, 'tdx_quote_signature_wrong');
    return { value: null, facts: {} };
  });
  const platform = await checks.run('tdx_platform', () => {
    const value = readPckExtension(pck);
    checkPlatform(value, info.content);
    return { value, facts: { fmspc: value.fmspc, pceId: value.pceId, ppid: value.ppid } };
  });
  await checks.run('tdx_module', () => ({ value: null, facts: checkTdxModule(quote.report, info.content) }));
  const rating = await checks.run('tcb_level', () => {
    const launched = ratePlatform(info.content, platform, quote.report.teeTcbSvn, qeLevel);
    const { teeTcbSvn2 } = quote.report;
    const value = teeTcbSvn2
      ? adviseRelaunch(launched, ratePlatform(info.content, platform, teeTcbSvn2, qeLevel))
      : launched;
    return { value, facts: { status: value.status, advisories: value.advisories.join(', '), date: launched.date } };
  });
  await checks.run('td_attributes', () => {
    checkTdAttributes(quote.report);
    return { value: null, facts: { attributes: hex(quote.report.tdAttributes) } };
  });
  return {
    platform: 'tdx',
    report: quote.report,
    rating,
    fmspc: platform.fmspc,
    ppid: platform.ppid,
    evaluationNumber: Math.min(info.content.evaluationNumber, qeIdentity.content.evaluationNumber),
    expiresAt: Math.min(info.nextUpdateMs, qeIdentity.nextUpdateMs, rootCrl.nextUpdate, pckCrl.nextUpdate),
  };
}

/** The processor's chain, and both lists of revoked certificates: without either list nothing is believed. */
async function checkSigners(
  quote: TdxQuote,
  collateral: TdxCollateral,
  trust: Trust,
  nowMs: number,
  checks: CheckList,
): Promise<Signers> {
  const chain = await checks.run('pck_chain', async () => {
    const value = readPemChain(quote.pckChain, 'pck_chain', trust.criticalExtensions);
    await checkChain(value, { part: 'pck_chain', names: PCK_CHAIN_NAMES, roots: [trust.intel] }, nowMs);
    return { value, facts: { serial: value[0]?.serial ?? '', until: timeText(value[0]?.notAfter ?? 0) } };
  });
  const [pck, issuer, root] = chain;
  if (!pck || !issuer || !root) return refuse('certificate_chain_wrong', { part: 'pck_chain' });
  const rootCrl = await checks.run('root_crl', async () => {
    const value = readHexCrl(collateral.root_ca_crl, 'root_crl');
    await checkCrl(value, root, nowMs);
    mustNotBeRevoked(issuer, value, 'pck_chain');
    return { value, facts: crlFacts(value) };
  });
  const pckCrl = await checks.run('pck_crl', async () => {
    const value = readHexCrl(collateral.pck_crl, 'pck_crl');
    checkListIssuer(collateral.pck_crl_issuer_chain, [issuer, root], trust);
    await checkCrl(value, issuer, nowMs);
    mustNotBeRevoked(pck, value, 'pck_chain');
    return { value, facts: crlFacts(value) };
  });
  return { pck, rootCrl, pckCrl };
}

/** The chain beside the list is the very one that the processor's certificate comes from. */
function checkListIssuer(pem: string, issuers: readonly Certificate[], trust: Trust): void {
  if (pem === '') return;
  const chain = readPemChain(pem, 'pck_crl_chain', trust.criticalExtensions);
  const isSame =
    chain.length === issuers.length && chain.every((it, at) => equalBytes(it.der, issuers[at]?.der ?? it.signed));
  must(isSame, 'crl_issuer_wrong', { part: 'pck_crl_chain' });
}

function checkPlatform(pck: PckExtension, info: TcbInfo): void {
  for (const field of ['fmspc', 'pceId'] as const) {
    const [expected, actual] = [info[field], pck[field]];
    must(expected === actual, 'platform_mismatch', { field: field.toUpperCase(), expected, actual });
  }
}

const factsOf = ({ issuedMs, nextUpdateMs }: Statement, number: number) => ({
  issued: timeText(issuedMs),
  until: timeText(nextUpdateMs),
  number,
});

const crlFacts = ({ thisUpdate, nextUpdate, revoked }: Crl) => ({
  issued: timeText(thisUpdate),
  until: timeText(nextUpdate),
  revoked: revoked.size,
});
