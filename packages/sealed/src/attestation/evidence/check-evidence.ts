import { hex, type Manifest } from '@spindle/shared';
import type { AttestationFault, CheckLine } from '@spindle/shared/attestation';
import { CheckList } from '../check-list.ts';
import { checkAppCompose } from '../event-log/app-compose.ts';
import { type Boot, replayEventLog } from '../event-log/replay.ts';
import type { GpuFacts } from '../gpu/verify-gpu.ts';
import { must, Refusal, refuse } from '../refusal.ts';
import type { SnpMachine } from '../snp/verify-snp.ts';
import { type TdxMachine, verifyTdx } from '../tdx/verify-tdx.ts';
import type { Trust } from '../trust.ts';
import type { ProvenMachine, Verdict } from '../verdict.ts';
import { type Evidence, readEvidence } from './bundle.ts';
import { checkManifest, judgeFreshness, judgeTime, type ReadManifest, readManifest } from './judge-binding.ts';
import type { GpuHelp } from './judge-gpu.ts';
import { judgeMeasurements, judgeTdx } from './judge-platform.ts';
import { measurementsOf } from './measurements.ts';
import type { AttestationPolicy } from './policy.ts';

export interface Checking {
  /** Null: nothing is asked of the machine but that its evidence is genuine and fits together. */
  policy: AttestationPolicy | null;
  help: GpuHelp;
  trust: Trust;
  nowMs: number;
}

/** Checks a bundle: first what the machine is, then what it vouches for, then what is asked of it. */
export async function checkEvidence(bundle: unknown, checking: Checking): Promise<Verdict> {
  const checks = new CheckList();
  try {
    const machine = await prove(await readEvidence(bundle), checking, checks);
    return verdictOf(checks.lines, null, machine);
  } catch (error) {
    if (error instanceof Refusal) return verdictOf(checks.lines, error.fault, null);
    throw error;
  }
}

function verdictOf(
  lines: readonly CheckLine[],
  thrown: AttestationFault | null,
  machine: ProvenMachine | null,
): Verdict {
  const line = lines.find((it) => it.ok === false);
  const refusal = line?.code ? { code: line.code, facts: line.facts } : thrown;
  return { ok: refusal === null, refusal, lines, machine };
}

async function prove(evidence: Evidence, checking: Checking, checks: CheckList): Promise<ProvenMachine | null> {
  const { policy, trust, nowMs } = checking;
  if (!policy && isOfGpusAlone(evidence)) {
    await checkGpus(evidence, null, checking, checks);
    return null;
  }
  const read = evidence.manifest === null ? null : readManifest(evidence.manifest);
  const machine = await checkMachine(evidence, trust, nowMs, checks);
  const { reportData } = machine.report;
  const boot = machine.platform === 'tdx' ? await checkBoot(evidence, machine, checks) : null;
  const manifest = await manifestOf(await read, reportData, policy, checks);
  const gpus = await checkGpus(evidence, manifest, checking, checks);
  const measurements = measurementsOf(machine, boot);
  if (manifest) await judgeTime(manifest, nowMs, checks);
  if (policy && manifest) {
    await checks.judge('environment', () => {
      const [made, here] = [manifest.env, policy.environment];
      must(made === here, 'evidence_environment_wrong', { made, here });
      return { environment: here };
    });
    await judgeFreshness(policy.freshness, reportData, nowMs, checks);
    if (machine.platform === 'tdx') await judgeTdx(machine, policy, checks);
    else await (await loadSnp()).judgeSnp(machine, policy, checks);
    await judgeMeasurements(measurements, policy, checks);
  }
  return {
    platform: machine.platform,
    measurements,
    reportData: hex(reportData),
    rating: machine.platform === 'tdx' ? machine.rating : null,
    gpus,
    manifest,
    expiresAt: Math.min(machine.expiresAt, manifest?.notAfter ?? machine.expiresAt),
  };
}

/** Most machines are Intel's: AMD's part is loaded when one of AMD's is met. */
const loadSnp = () => import('../snp/amd.ts');

/** Auditors may look at GPUs by themselves; no device seals to one. */
const isOfGpusAlone = ({ tdx, snp, gpu, gpuToken }: Evidence): boolean => !tdx && !snp && (gpu ?? gpuToken) !== null;

async function checkMachine(
  { tdx, snp }: Evidence,
  trust: Trust,
  nowMs: number,
  checks: CheckList,
): Promise<TdxMachine | SnpMachine> {
  if (tdx) return verifyTdx(tdx.quote, tdx.collateral, trust, nowMs, checks);
  if (!snp) return refuse('evidence_missing', { what: 'tdx or snp' });
  const { verifySnp } = await loadSnp();
  return verifySnp(snp, trust, nowMs, checks);
}

/** GPU evidence is for auditors: what devices are sent holds its hash alone. */
async function checkGpus(
  evidence: Evidence,
  manifest: Manifest | null,
  { help, trust, nowMs }: Checking,
  checks: CheckList,
): Promise<GpuFacts[]> {
  const hash = manifest?.enclave?.gpuEvidenceHash;
  if (evidence.gpu || evidence.gpuToken) {
    const { judgeGpus } = await import('./judge-gpu.ts');
    return judgeGpus(evidence, manifest, help, trust, nowMs, checks);
  }
  if (hash) checks.skip('gpu_evidence', 'evidence_missing', { what: 'gpu', hash });
  return [];
}

async function checkBoot({ tdx }: Evidence, { report }: TdxMachine, checks: CheckList): Promise<Boot | null> {
  const { eventLog = null, appCompose = null } = tdx ?? {};
  if (!eventLog) {
    checks.skip('event_log', 'evidence_missing', { what: 'eventLog' });
    return null;
  }
  const boot = await checks.run('event_log', async () => {
    const value = await replayEventLog(eventLog, report);
    const { events, composeHash, appId } = value;
    return { value, facts: { events, ...(composeHash && { composeHash }), ...(appId && { appId }) } };
  });
  if (appCompose !== null) {
    await checks.run('app_compose', async () => ({
      value: null,
      facts: { hash: await checkAppCompose(appCompose, boot, report.mrConfigId) },
    }));
  }
  return boot;
}

/** A device seals to the keys in the manifest, so without one there is nothing to judge. */
async function manifestOf(
  read: ReadManifest | null,
  reportData: Uint8Array,
  policy: AttestationPolicy | null,
  checks: CheckList,
): Promise<Manifest | null> {
  if (read) return checkManifest(read, reportData, checks);
  if (policy) refuse('evidence_missing', { what: 'manifest' });
  checks.skip('manifest', 'evidence_missing', { what: 'manifest' });
  return null;
}
