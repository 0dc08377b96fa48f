import type { GpuFacts, MachineFacts } from './machine-facts.ts';
import { done, isAtLeast, missing, type Step, unseen } from './steps.ts';

/** NVIDIA: Confidential Computing deployment guide. Hopper's firmware is written in hexadecimal groups. */
const HOPPER_VBIOS = '96.00.5E.00.00';
const DRIVER = '550';
const HOPPER = '9.0';
/** Later cards have the mode, too; this version cannot check their evidence. */
const LATER_CARDS = /\b(GB?[123]00|B[123]00|RTX PRO 6000)\b/;

/** GPUs, their firmware, driver and mode. A machine without a GPU may serve on its processor. */
export function judgeGpus(facts: MachineFacts): Step[] {
  const { gpus, silentCards } = facts;
  if (gpus.length === 0) {
    const isHidden = silentCards.some((maker) => /nvidia/i.test(maker));
    return isHidden
      ? [unseen('gpu', 'the GPU', 'nvidia-smi')]
      : [done('gpu', 'none: a model would run on the processor')];
  }
  const unfit = gpus.map(judgeKind).find((step) => step !== null);
  if (unfit) return [unfit];
  const names = [...new Set(gpus.map(({ name }) => name))].join(', ');
  return [
    done('gpu', gpus.length > 1 ? `${gpus.length} × ${names}` : names),
    worst(gpus.map(judgeVbios)),
    worst(gpus.map(judgeDriver)),
    judgeMode(facts),
  ];
}

function judgeKind({ name, capability, isMig }: GpuFacts): Step | null {
  if (LATER_CARDS.test(name)) return missing('gpu', 'eligible_gpu_unchecked', { gpu: name });
  if (capability !== HOPPER || !/\bG?H\d+/.test(name)) return missing('gpu', 'eligible_gpu_unfit', { gpu: name });
  return isMig ? missing('gpu', 'eligible_mig', { gpu: name }) : null;
}

function judgeVbios({ name: gpu, vbios }: GpuFacts): Step {
  if (vbios === null) return unseen('vbios', 'the GPU’s firmware', 'nvidia-smi');
  return isHexAtLeast(vbios, HOPPER_VBIOS)
    ? done('vbios', vbios)
    : missing('vbios', 'eligible_vbios_old', { gpu, vbios, needed: HOPPER_VBIOS });
}

function judgeDriver({ driver }: GpuFacts): Step {
  if (driver === null) return unseen('driver', 'the driver', 'nvidia-smi');
  return isAtLeast(driver, DRIVER)
    ? done('driver', driver)
    : missing('driver', 'eligible_driver_old', { driver, needed: DRIVER });
}

function judgeMode({ isConfidential, isDevTools }: MachineFacts): Step {
  if (isConfidential === null) return unseen('gpu mode', 'the confidential mode', 'nvidia-smi conf-compute -f');
  if (isDevTools === true) return missing('gpu mode', 'eligible_gpu_devtools');
  return isConfidential ? done('gpu mode', 'on') : missing('gpu mode', 'eligible_gpu_mode', { mode: 'off' });
}

const RANKS = ['missing', 'unknown', 'ok'];

const worst = ([first, ...others]: Step[]): Step =>
  others.reduce(
    (a, b) => (RANKS.indexOf(b.outcome) < RANKS.indexOf(a.outcome) ? b : a),
    first ?? unseen('gpu', 'the GPU', 'nvidia-smi'),
  );

/** `96.00.74.00.1A`, group by group. */
function isHexAtLeast(version: string, needed: string): boolean {
  const [have, want] = [version, needed].map((text) => text.split('.').map((group) => Number.parseInt(group, 16)));
  for (const [at, least] of (want ?? []).entries()) {
    const part = have?.[at] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
