import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { GpuWatch } from './gpu-watch.ts';
import { readNvidia, readRocm } from './read-gpus.ts';

const H200 = 'NVIDIA H200, 41, 97, 120034, 143771, 612.45';

describe('what tools tell of GPUs', () => {
  it('is read from NVIDIA’s, one line a card', () => {
    const gpu = { temperatureC: 41, utilisation: 0.97, vramUsedMb: 120_034, vramTotalMb: 143_771, powerW: 612 };
    expect(readNvidia(`${H200}\n${H200}\n`)).toEqual([
      { name: 'NVIDIA H200', ...gpu },
      { name: 'NVIDIA H200', ...gpu },
    ]);
    expect(readNvidia('Card, with comma, 41, [N/A], [Not Supported], 8192, [Unknown Error]')).toEqual([
      {
        name: 'Card, with comma',
        temperatureC: 41,
        utilisation: null,
        vramUsedMb: null,
        vramTotalMb: 8192,
        powerW: null,
      },
    ]);
  });

  it('is read from AMD’s, whatever its version calls things', () => {
    const card = {
      'Temperature (Sensor edge) (C)': '52.0',
      'Average Graphics Package Power (W)': '215.0',
      'GPU use (%)': '88',
      'VRAM Total Memory (B)': '25753026560',
      'VRAM Total Used Memory (B)': '12876513280',
    };
    expect(readRocm(JSON.stringify({ card0: card, system: { x: 1 } }))).toEqual([
      { name: null, temperatureC: 52, utilisation: 0.88, vramUsedMb: 12_280, vramTotalMb: 24_560, powerW: 215 },
    ]);
  });

  it.each(['', 'No devices were found\n', 'NVIDIA-SMI has failed because it could not communicate', '{"card0":'])(
    'is nothing when it is «%s»',
    (said) => {
      expect([readNvidia(said), readRocm(said)]).toEqual([null, null]);
    },
  );
});

describe('a look at the GPUs', () => {
  /** A real program that stands where the tool would. */
  const toolOf = (script: string) => {
    const folder = temporaryFolder();
    const file = join(folder, 'nvidia-smi');
    const runs = join(folder, 'runs');
    writeFileSync(file, `#!/bin/sh\necho run >>${runs}\n${script}\n`);
    chmodSync(file, 0o755);
    const count = () => (existsSync(runs) ? readFileSync(runs, 'utf8').split('\n').length - 1 : 0);
    return { tool: { file, args: [], read: readNvidia }, count };
  };
  const clock = { now: 0 };
  const watchOf = (tool: ReturnType<typeof toolOf>['tool'], patienceMs = 5_000) =>
    new GpuWatch([tool], patienceMs, () => clock.now);

  it('finds them, each time anew', async () => {
    const { tool, count } = toolOf(`echo '${H200}'`);
    const watch = watchOf(tool);
    expect(await watch.read()).toMatchObject([{ name: 'NVIDIA H200', temperatureC: 41 }]);
    expect(await watch.read()).toHaveLength(1);
    expect(count()).toBe(2);
  });

  it('finds none where there is no tool, and does not look again soon', async () => {
    const watch = watchOf({ file: '/nowhere/nvidia-smi', args: [], read: readNvidia });
    expect(await watch.read()).toEqual([]);
    expect(await watch.read()).toEqual([]);
  });

  it('ends a tool that hangs, and lets it rest', async () => {
    const { tool, count } = toolOf('sleep 60');
    const watch = watchOf(tool, 200);
    expect(await watch.read()).toEqual([]);
    expect(await watch.read()).toEqual([]);
    expect(count()).toBeLessThanOrEqual(1);
    clock.now += 6 * 60_000;
    await watch.read();
    expect(count()).toBeLessThanOrEqual(2);
  });

  it('survives a tool that fails, floods or tells nonsense', async () => {
    for (const script of ['exit 9', 'yes', 'echo "<html>"']) {
      expect(await watchOf(toolOf(script).tool).read()).toEqual([]);
    }
  });
});
