import { describe, expect, it } from 'vitest';
import { askTsm } from './configfs-tsm.ts';
import { FakeKernel, systemError } from './testing/fake-kernel.ts';

const INBLOB = new Uint8Array(64).fill(7);
const echo = (inblob: Uint8Array) => ({ outblob: Uint8Array.of(1, ...inblob) });
const ask = (files: FakeKernel) => askTsm(INBLOB, { files, pauseMs: 0 });
const codeOf = async (files: FakeKernel) => {
  const answer = await ask(files);
  return answer.ok ? null : [answer.fault.code, answer.fault.facts?.why];
};

describe('the kernel’s report', () => {
  it('is over the bytes asked for, from a folder of its own that is taken away again', async () => {
    const kernel = new FakeKernel(echo);
    const answer = await ask(kernel);
    expect(answer).toMatchObject({ ok: true, value: { provider: 'tdx_guest' } });
    expect(answer.ok && [...answer.value.outblob]).toEqual([1, ...INBLOB]);
    expect([kernel.left, kernel.asked]).toEqual([0, 1]);
  });

  it('brings along what belongs to it, where the driver has that', async () => {
    const kernel = new FakeKernel((inblob) => ({ ...echo(inblob), auxblob: Uint8Array.of(9) }));
    kernel.provider = 'sev_guest';
    const answer = await ask(kernel);
    expect(answer).toMatchObject({ ok: true, value: { provider: 'sev_guest' } });
    expect(answer.ok && [...answer.value.auxblob]).toEqual([9]);
  });

  it('is asked for again while the host’s service is busy', async () => {
    let tries = 0;
    const kernel = new FakeKernel((inblob) => {
      if (++tries < 3) throw systemError(tries === 1 ? 'EBUSY' : 'ETIMEDOUT');
      return echo(inblob);
    });
    expect((await ask(kernel)).ok).toBe(true);
    expect([tries, kernel.left]).toEqual([3, 0]);
    const always = new FakeKernel(() => {
      throw systemError('EBUSY');
    });
    expect(await codeOf(always)).toEqual(['tsm_busy', 'EBUSY']);
    expect(always.left).toBe(0);
  });

  it('is thrown away when another program has written between, and asked for again', async () => {
    const kernel = new FakeKernel(echo);
    let meddled = 0;
    kernel.afterWrite = (folder) => {
      if (meddled++ === 0) kernel.meddle(folder, new Uint8Array(64).fill(66));
    };
    const answer = await ask(kernel);
    expect(answer.ok && [...answer.value.outblob]).toEqual([1, ...INBLOB]);
    kernel.afterWrite = (folder) => kernel.meddle(folder, new Uint8Array(64).fill(66));
    expect(await codeOf(kernel)).toEqual(['tsm_raced', undefined]);
  });

  it('is never one of before, when a write was lost without a word', async () => {
    const kernel = new FakeKernel(echo);
    kernel.losesWrites = true;
    expect(await codeOf(kernel)).toEqual(['tsm_failed', 'EINVAL']);
  });

  it('is not there without a driver, or in a machine that is none', async () => {
    const kernel = new FakeKernel(echo);
    kernel.provider = null;
    expect(await codeOf(kernel)).toEqual(['tsm_unavailable', 'ENXIO']);
    expect(await askTsm(INBLOB, { files: kernel, root: '/nowhere', pauseMs: 0 })).toMatchObject({
      fault: { code: 'tsm_unavailable' },
    });
    kernel.provider = 'arm_cca_guest';
    expect(await codeOf(kernel)).toEqual(['tsm_provider_unknown', undefined]);
    expect(kernel.left).toBe(0);
  });
});
