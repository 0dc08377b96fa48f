import { judgeGpus } from './judge-gpus.ts';
import { judgeProcessor } from './judge-processor.ts';
import type { MachineFacts } from './machine-facts.ts';
import { done, missing, type Step } from './steps.ts';

export interface Eligibility {
  /** All that could be seen is there. What could not be seen is named among the steps, and is no pass. */
  isEligible: boolean;
  steps: Step[];
}

/**
 * Whether this machine can be a confidential one, or which step is missing, in the order in which they build on each other.
 * Asked on a host it is about the host; inside a confidential guest about that, and the image in it.
 */
export function judgeMachine(facts: MachineFacts): Eligibility {
  if (facts.system !== 'linux') {
    return { isEligible: false, steps: [missing('system', 'eligible_not_linux', { system: facts.system })] };
  }
  const isVirtual = facts.guest === null && facts.cpu.flags.has('hypervisor');
  if (isVirtual) return { isEligible: false, steps: [missing('system', 'eligible_virtual'), ...judgeGpus(facts)] };
  const steps = [...judgeProcessor(facts), ...judgeGpus(facts), ...judgeImage(facts)];
  return { isEligible: steps.every(({ outcome }) => outcome === 'ok'), steps };
}

/** On a host the image is not there yet: it brings itself. */
function judgeImage({ guest, hasDstack, image }: MachineFacts): Step[] {
  if (!guest) return [];
  return hasDstack || image ? [done('image', image ?? 'dstack')] : [missing('image', 'eligible_image_none')];
}
