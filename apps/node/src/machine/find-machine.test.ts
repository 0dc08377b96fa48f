import { hardwareOf, MachineReportSchema } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { parseRocm } from './amd.ts';
import { findMachine } from './find-machine.ts';
import { parseConfidential, parseNvidia } from './nvidia.ts';
import { type FakeMachine, fakeTools, outputOf } from './testing/fake-tools.ts';

const NOW = 1_796_000_000_000;
const find = (machine: FakeMachine) => findMachine('/', NOW, fakeTools(machine));

describe('NVIDIA’s cards', () => {
  it('are read with memory, driver and capability; their ids are hashed', async () => {
    const machine = await find({
      programs: {
        'nvidia-smi --query-gpu': outputOf('nvidia-two-h100.csv'),
        'nvidia-smi conf-compute': 'CC status: ON\n',
      },
    });
    expect(machine).toMatchObject({ kind: 'gpu', driver: '570.86.15', enclave: { gpuConfidential: true } });
    expect(machine.gpus).toHaveLength(2);
    expect(machine.gpus[0]).toMatchObject({ memoryMb: 81_559, computeCapability: '9.0', isMig: false });
    expect(machine.fingerprints).toHaveLength(2);
    expect(JSON.stringify(machine)).not.toContain('5f1cbb1a');
    expect(hardwareOf({ ...machine, models: [], selfTest: [] })).toMatchObject({
      ...{ gpu: '2 × NVIDIA H100 80GB HBM3', vramGb: 80 },
    });
  });

  it('are known again by the same hash, whatever else changes', () => {
    const said = outputOf('nvidia-two-h100.csv');
    const fingerprints = (text: string) => parseNvidia(text).map(({ gpu }) => gpu.fingerprint);
    expect(fingerprints(said.replaceAll('570.86.15', '580.1'))).toEqual(fingerprints(said));
    expect(new Set(fingerprints(said)).size).toBe(2);
  });

  it('may be shared out in parts, or too old to say', () => {
    expect(parseNvidia(outputOf('nvidia-mig.csv'))[0]?.gpu.isMig).toBe(true);
    const [old] = parseNvidia(outputOf('nvidia-old.csv'));
    expect(old?.gpu).toMatchObject({ name: 'NVIDIA GeForce GTX 1080', isMig: false, computeCapability: '6.1' });
    expect(parseNvidia('X, GPU-1, [N/A], [Not Supported], [N/A], [N/A]')[0]).toMatchObject({
      ...{ driver: null, gpu: { memoryMb: null, computeCapability: null } },
    });
  });

  it.each([outputOf('nvidia-none.txt'), '', 'NVIDIA-SMI has failed because it couldn’t communicate', 'a,b,c,d,e,f'])(
    'are none in: %s',
    (said) => {
      expect(parseNvidia(said)).toEqual([]);
    },
  );

  it('tell whether they are confidential', () => {
    expect(parseConfidential('CC status: OFF')).toBe(false);
    expect(parseConfidential('not supported')).toBeNull();
  });
});

describe('AMD’s cards', () => {
  it('are read, whichever way this version of rocm-smi writes its names', () => {
    const big = parseRocm(outputOf('rocm-mi300x.json'));
    expect(big?.gpus).toHaveLength(2);
    expect(big).toMatchObject({ driver: '6.10.5', gpus: [{ name: 'AMD Instinct MI300X OAM', memoryMb: 196_592 }, {}] });
    const small = parseRocm(outputOf('rocm-7900xtx.json'));
    expect(small?.gpus).toMatchObject([{ name: 'Radeon RX 7900 XTX', memoryMb: 24_560, fingerprint: null }]);
  });

  it.each(['', 'nothing', '[]', '{"system":{}}', '{"card0":1}'])('are none in: %s', (said) => {
    expect(parseRocm(said)).toBeNull();
  });
});

describe('a machine', () => {
  it('without a card is labelled so, with what the kernel sees of one that has no driver', async () => {
    expect(await find({})).toMatchObject({ kind: 'cpu', gpus: [], driver: null, silentCards: [] });
    const vendor = (id: string) => ({ [`/sys/class/drm/card${id === '0x8086' ? 0 : 1}/device/vendor`]: `${id}\n` });
    const machine = await find({ files: { ...vendor('0x10de'), ...vendor('0x8086') } });
    expect(machine.silentCards).toEqual(['NVIDIA']);
  });

  it('says what it could prove itself with', async () => {
    const nothing = { tdx: false, sevSnp: false, configfsTsm: false, gpuConfidential: null };
    expect((await find({})).enclave).toEqual(nothing);
    expect((await find({ files: { '/dev/sev-guest': '' } })).enclave.sevSnp).toBe(true);
    expect((await find({ files: { '/dev/tdx_guest': '' } })).enclave.tdx).toBe(true);
    expect((await find({ files: { '/proc/cpuinfo': outputOf('cpuinfo-tdx.txt') } })).enclave.tdx).toBe(true);
    expect((await find({ files: { '/sys/kernel/config/tsm/report/x': '' } })).enclave.configfsTsm).toBe(true);
  });

  it('is known again by its installation, hashed', async () => {
    const id = 'd1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6';
    const machine = await find({ files: { '/etc/machine-id': `${id}\n` } });
    expect(machine.fingerprints).toHaveLength(1);
    expect(machine.fingerprints[0]).not.toContain(id);
  });

  it('this one, is described in a form that the market takes', async () => {
    const { silentCards: _, ...machine } = await findMachine('/', NOW);
    expect(MachineReportSchema.safeParse({ ...machine, models: [], selfTest: [] })).toMatchObject({ success: true });
  });
});
