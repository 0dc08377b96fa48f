import { type CheckResult, result } from './check-result.ts';
import { isOfClass } from './hardware-class.ts';
import type { GpuFacts, ListingFacts } from './listing-facts.ts';

/** Tools tell a little less than makers state: part of the memory is the card's own. */
const LEAST_MEMORY_SHARE = 0.85;

/** Whether machines have joined, and are what the listing says: by their own reports, which a liar can make up too. */
export function checkHardware(facts: ListingFacts): CheckResult[] {
  const { machines, hardware, gpuCount } = facts;
  const claimed = { claimed: hardware.name };
  if (machines.length === 0) {
    return [
      result('machine', 'unknown'),
      result('hardware', 'unknown', claimed),
      result('gpu_count', 'unknown', { claimed: String(gpuCount) }),
      result('memory', 'unknown', memoryClaimed(facts)),
    ];
  }
  const machine = result('machine', 'pass', { reported: String(machines.length) });
  if (hardware.kind === 'cpu') return [machine, result('hardware', 'pass', { ...claimed, reported: cpuOf(facts) })];
  const gpus = machines.flatMap((it) => it.gpus);
  const odd = machines.find((it) => it.gpus.length === 0 || it.gpus.some((gpu) => !isOfClass(gpu.name, hardware)));
  const reported = odd ? (odd.gpus.find((gpu) => !isOfClass(gpu.name, hardware))?.name ?? odd.cpu) : gpus[0]?.name;
  return [
    machine,
    result('hardware', odd ? 'fail' : 'pass', { ...claimed, reported: reported ?? null }),
    result('gpu_count', gpus.length < gpuCount ? 'fail' : 'pass', {
      claimed: String(gpuCount),
      reported: String(gpus.length),
    }),
    checkMemory(facts, gpus),
  ];
}

function checkMemory(facts: ListingFacts, gpus: readonly GpuFacts[]): CheckResult {
  const claimed = memoryClaimed(facts);
  const { memoryGb } = facts.hardware;
  const known = gpus.filter((gpu): gpu is GpuFacts & { memoryGb: number } => gpu.memoryGb !== null);
  if (known.length === 0) return result('memory', 'unknown', claimed);
  const least = known.reduce((a, b) => (b.memoryGb < a.memoryGb ? b : a));
  const reported = { ...claimed, reported: `${least.memoryGb} GB` };
  if (memoryGb === 0 || least.memoryGb >= memoryGb * LEAST_MEMORY_SHARE) return result('memory', 'pass', reported);
  // A part of a card is honest as long as its owner says so; whether they do is for a person to read.
  return result('memory', least.isPart ? 'warn' : 'fail', reported);
}

const memoryClaimed = ({ hardware }: ListingFacts) => ({
  claimed: hardware.memoryGb > 0 ? `${hardware.memoryGb} GB` : null,
});

const cpuOf = ({ machines }: ListingFacts): string | null => machines[0]?.cpu ?? null;
