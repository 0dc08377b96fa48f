import { enclaveText } from '@spindle/shared/enclave';
import { describe, expect, it } from 'vitest';
import { makePrinter } from '../cli/printer.ts';
import { eligibleCommand } from '../commands/eligible.ts';
import { judgeMachine } from './judge-machine.ts';
import { lookAtMachine } from './look-at-machine.ts';
import * as has from './testing/servers.ts';
import { READY, type Server, toolsOf } from './testing/servers.ts';

const GUEST: Server = {
  kernel: '6.8.0',
  cpuinfo: has.TDX_GUEST,
  paths: ['/dev/tdx_guest', '/sys/kernel/config/tsm/report'],
  gpus: has.H200,
  mode: 'CC status: ON',
  devTools: 'DevTools Mode: OFF',
  image: 'spindle-node 0.1.0',
};
const AMD: Server = {
  ...READY,
  kernel: '6.11.0',
  cpuinfo: has.EPYC_GENOA,
  files: { '/sys/module/kvm_amd/parameters/sev_snp': 'Y\n' },
  paths: [],
};

const judge = async (server: Server) => judgeMachine(await lookAtMachine(toolsOf(server)));
/** Codes of what is missing or could not be seen, in order. */
const codesOf = async (server: Server) => (await judge(server)).steps.flatMap(({ fault }) => fault?.code ?? []);

describe('a machine is eligible', () => {
  it.each<[string, Server]>([
    ['with TDX and Hopper GPUs', READY],
    ['without a GPU, for a model on the processor', { ...READY, gpus: '' }],
    ['with SEV-SNP', AMD],
    ['with SEV-SNP of Turin', { ...AMD, cpuinfo: has.EPYC_TURIN }],
    ['as a TDX guest of our image', GUEST],
    ['as a guest of dstack', { ...GUEST, image: undefined, paths: ['/dev/tdx_guest', '/var/run/dstack.sock'] }],
    ['with an older kernel that brings TDX along', { ...READY, kernel: '6.8.0-1015-intel' }],
    ['of the 4th generation, when TDX is there', { ...READY, cpuinfo: has.XEON_4 }],
  ])('%s', async (_, server) => {
    expect(await codesOf(server)).toEqual([]);
    expect((await judge(server)).isEligible).toBe(true);
  });
});

describe('the step that is missing', () => {
  const bare = { ...READY, files: {}, paths: [] };
  it.each<[string, Server, string[]]>([
    ['another system', { ...READY, system: 'darwin' }, ['eligible_not_linux']],
    ['the host of an ordinary guest', { ...READY, cpuinfo: has.VIRTUAL }, ['eligible_virtual']],
    ['a desktop processor', { ...READY, cpuinfo: has.CORE }, ['eligible_cpu']],
    ['an EPYC whose keys software takes out', { ...AMD, cpuinfo: has.EPYC_MILAN }, ['eligible_amd_unnamed']],
    ['an EPYC without a least firmware', { ...AMD, cpuinfo: has.EPYC_BERGAMO }, ['eligible_amd_unnamed']],
    ['an EPYC whose microcode is counted otherwise', { ...AMD, cpuinfo: has.EPYC_GENOA_X }, ['eligible_amd_unnamed']],
    ['a dense EPYC of the newest kind', { ...AMD, cpuinfo: has.EPYC_DENSE }, ['eligible_amd_unnamed']],
    ['a desktop processor of AMD', { ...AMD, cpuinfo: has.RYZEN }, ['eligible_cpu']],
    [
      'a 4th generation without it',
      { ...bare, cpuinfo: has.XEON_4, tdxKeyIds: 0 },
      ['eligible_tdx_rare', 'eligible_tdx_bios', 'eligible_sgx_bios', 'eligible_kvm_off'],
    ],
    [
      'TDX in the BIOS',
      { ...bare, cpuinfo: has.XEON_5, tdxKeyIds: 0, paths: ['/dev/sgx_enclave'] },
      ['eligible_tdx_bios', 'eligible_kvm_off'],
    ],
    ['SGX in the BIOS', { ...READY, paths: [] }, ['eligible_sgx_bios']],
    ['a newer kernel', { ...READY, files: {}, kernel: '6.8.0-45-generic' }, ['eligible_kernel_old']],
    ['KVM’s parameter', { ...READY, files: { '/sys/module/kvm_intel/parameters/tdx': 'N\n' } }, ['eligible_kvm_off']],
    ['SNP in the BIOS', { ...AMD, cpuinfo: has.EPYC_OFF, files: {} }, ['eligible_snp_bios', 'eligible_kvm_off']],
    ['another GPU', { ...READY, gpus: has.A100 }, ['eligible_gpu_unfit']],
    ['no gamer’s GPU', { ...READY, gpus: has.H100 + has.RTX }, ['eligible_gpu_unfit']],
    ['an update for Blackwell', { ...READY, gpus: has.B200 }, ['eligible_gpu_unchecked']],
    ['the GPU as a whole', { ...READY, gpus: has.H100_MIG }, ['eligible_mig']],
    ['newer firmware of one GPU', { ...READY, gpus: has.H100 + has.H100_OLD }, ['eligible_vbios_old']],
    ['a newer driver', { ...READY, gpus: has.H100_OLD_DRIVER }, ['eligible_driver_old']],
    ['the GPU’s mode', { ...READY, mode: 'CC status: OFF' }, ['eligible_gpu_mode']],
    ['the mode without windows', { ...READY, devTools: 'DevTools Mode: ON' }, ['eligible_gpu_devtools']],
    ['quotes in a guest', { ...GUEST, paths: ['/dev/tdx_guest'] }, ['tsm_unavailable']],
    ['a guest’s kernel', { ...GUEST, paths: ['/dev/tdx_guest'], kernel: '6.6.1' }, ['eligible_kernel_old']],
    ['our image in a guest', { ...GUEST, image: undefined }, ['eligible_image_none']],
  ])('is %s', async (_, server, codes) => {
    expect(await codesOf(server)).toEqual(codes);
    expect((await judge(server)).isEligible).toBe(false);
  });

  it('is said, never guessed, where it cannot be seen', async () => {
    const hidden = { ...READY, cpuinfo: has.XEON_5, files: {}, mode: undefined };
    const { steps, isEligible } = await judge(hidden);
    expect(isEligible).toBe(false);
    const unseen = steps.filter(({ outcome }) => outcome === 'unknown');
    expect(unseen.map(({ check }) => check)).toEqual(['firmware', 'gpu mode']);
  });

  it('comes with what to do, in both languages', async () => {
    const [fault] = (await judge({ ...READY, gpus: has.H100_OLD })).steps.flatMap((step) => step.fault ?? []);
    expect(fault && enclaveText(fault)).toMatch(/96\.00\.30\.00\.01.*96\.00\.5E\.00\.00/);
    expect(fault && enclaveText(fault, 'ru')).toMatch(/[а-я].*96\.00\.5E\.00\.00/);
  });
});

describe('spindle-node eligible', () => {
  async function run(server: Server, isJson: boolean) {
    const lines: string[] = [];
    const outlet = (line: string) => lines.push(line);
    const result = await eligibleCommand(makePrinter({ out: outlet, err: outlet }, isJson, Date.now), toolsOf(server));
    return { lines, isOk: result.ok };
  }

  it('tells people line by line, and its verdict by the exit code', async () => {
    const good = await run(READY, false);
    expect([good.isOk, good.lines.at(-1)]).toEqual([true, expect.stringMatching(/^eligible/)]);
    const bad = await run({ ...READY, mode: 'CC status: OFF' }, false);
    expect([bad.isOk, bad.lines.at(-1)]).toEqual([false, 'not yet: the next step is «gpu mode»']);
    expect(bad.lines.find((line) => line.includes('eligible_gpu_mode'))).toMatch(/^✘ gpu mode/);
  });

  it('tells programs the same with --json', async () => {
    const { lines } = await run({ ...READY, gpus: has.A100 }, true);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      ...{ event: 'eligible', isEligible: false, missing: ['eligible_gpu_unfit'] },
    });
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ event: 'finding', check: 'gpu', outcome: 'bad', code: 'eligible_gpu_unfit' }),
    );
  });
});
