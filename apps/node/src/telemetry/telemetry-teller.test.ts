import type { Telemetry } from '@spindle/shared';
import { afterEach, expect, it } from 'vitest';
import { TelemetryTeller } from './telemetry-teller.ts';

const SAME: Telemetry = { type: 'telemetry', v: 1, engines: [], gpus: [] };
const hot = (temperatureC: number): Telemetry => ({
  ...SAME,
  gpus: [{ name: null, temperatureC, utilisation: null, vramUsedMb: null, vramTotalMb: null, powerW: null }],
});

let teller: TelemetryTeller | null = null;
afterEach(() => teller?.close());

function start(looks: (() => Promise<Telemetry>)[], isHeard = () => true) {
  const told: Telemetry[] = [];
  const clock = { now: 0 };
  const rest = [...looks];
  const counts = { looks: 0 };
  teller = new TelemetryTeller({
    collect: () => {
      counts.looks++;
      return rest.shift()?.() ?? Promise.resolve(SAME);
    },
    isHeard,
    tell: (telemetry) => void told.push(telemetry),
    nowMs: () => clock.now,
    everyMs: 1,
  });
  return { told, clock, counts };
}

it('tells what has changed, and nothing twice, but now and then all the same', async () => {
  const { told, clock, counts } = start([async () => hot(40), async () => hot(40), async () => hot(41)]);
  await expect.poll(() => counts.looks).toBeGreaterThan(6);
  expect(told).toEqual([hot(40), hot(41), SAME]);
  clock.now = 60_001;
  await expect.poll(() => told.length).toBe(4);
});

it('goes on after a look that failed, and looks at nothing while nobody listens', async () => {
  const heard = { is: false };
  const { told, counts } = start([() => Promise.reject(new Error('no'))], () => heard.is);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(counts.looks).toBe(0);
  heard.is = true;
  await expect.poll(() => told.length).toBe(1);
});
