import { MachineReportSchema, SelfTestFindingSchema } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { Engine, EngineFacts } from '../engines/index.ts';
import { findMachine } from '../machine/find-machine.ts';
import { fakeTools, outputOf } from '../machine/testing/fake-tools.ts';
import { checkEngine } from './check-engine.ts';
import { checkMachine } from './check-machine.ts';
import { checkClock, checkMarket } from './check-market.ts';
import { checkOffers } from './check-offers.ts';
import { failing, fine, toReportFinding, warning } from './finding.ts';

const engine = (parts: Partial<Engine> = {}): Engine => ({
  name: 'e',
  abilities: ['chat'],
  check: async () => ({ ok: true, value: null }),
  answer: async (_ask, _signal, hear) => {
    hear({ kind: 'end', reason: 'stop', usage: { input: 1, cached: 0, output: 3 } });
  },
  close: async () => {},
  ...parts,
});
const factsOf = (contextLength: number): EngineFacts => ({
  ...{ kind: 'vllm', version: null, slots: null, cost: null },
  model: { name: 'a', revision: null, quantisation: null, contextLength },
});

describe('the self-test', () => {
  it('sees a clock that is off, and forgives the seconds of a header and a slow line', () => {
    expect(checkClock(100_000, 100_400, 101_000).outcome).toBe('ok');
    expect(checkClock(100_000, 100_400, 160_000).outcome).toBe('ok');
    expect(checkClock(100_000, 131_000, 131_100)).toMatchObject({
      ...{ outcome: 'bad', fault: { code: 'clock_skewed', facts: { seconds: 30 } } },
    });
    expect(checkClock(140_000, 100_000, 100_100)).toMatchObject({ outcome: 'bad', facts: { seconds: 40 } });
    expect(checkClock(null, 0, 0).outcome).toBe('ok');
  });

  it('sees a market that cannot be reached', async () => {
    const [finding] = await checkMarket({ url: 'http://127.0.0.1:1' }, () => 0);
    expect(finding).toMatchObject({ fault: { code: 'broker_unreachable', facts: { reason: 'ECONNREFUSED' } } });
  });

  it('sees a listing that offers something else', () => {
    const served = [{ model: 'a', engine: engine() }];
    const offer = (model: string) => ({ offers: [{ model, revision: 'r', contextLength: 1 }] });
    expect(checkOffers(offer('a'), served).outcome).toBe('ok');
    expect(checkOffers(offer('b'), served).fault).toMatchObject({
      ...{ code: 'node_offers', facts: { running: 'a', offered: 'b' } },
    });
  });

  it('really asks the engine, and tells how fast it is and what it holds', async () => {
    const speaking = engine({
      facts: factsOf(32_768),
      answer: async (_ask, _signal, hear) => {
        hear({ kind: 'piece', piece: { kind: 'text', text: 'one' }, outputTokens: 1 });
        await new Promise((resolve) => setTimeout(resolve, 20));
        hear({ kind: 'end', reason: 'length', usage: { input: 1, cached: 0, output: 64 } });
      },
    });
    const findings = await checkEngine({ model: 'a', engine: speaking });
    expect(findings.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual([
      ...['engine e ok', 'speed ok', 'context ok'],
    ]);
    expect(findings[1]?.facts.tokensPerSecond).toBeGreaterThan(5);
  });

  it('names what is wrong with an engine', async () => {
    const silent = engine({
      answer: async (_ask, _signal, hear) => {
        hear({ kind: 'failed', fault: { code: 'engine_unreachable' }, why: { code: 'engine_out_of_memory' } });
      },
    });
    const down = engine({ check: async () => ({ ok: false, fault: { code: 'engine_offline' } }) });
    const short = engine({ facts: factsOf(2_048) });
    for (const [broken, code] of [
      [silent, 'engine_out_of_memory'],
      [down, 'engine_offline'],
      [short, 'context_short'],
    ] as const) {
      const findings = await checkEngine({ model: 'a', engine: broken });
      expect(findings.map(({ fault }) => fault?.code)).toContain(code);
    }
  });

  it('labels a machine without a card, and says when a card is there that no driver serves', async () => {
    const gpuOf = async (machine: Parameters<typeof fakeTools>[0]) =>
      checkMachine(await findMachine('/', 0, fakeTools(machine)), '/home', 9_000)[0];
    expect(await gpuOf({})).toMatchObject({ outcome: 'warn', fault: { code: 'cpu_only' } });
    const card = { '/sys/class/drm/card0/device/vendor': '0x1002' };
    expect(await gpuOf({ files: card })).toMatchObject({
      fault: { code: 'gpu_driver_missing', facts: { card: 'AMD' } },
    });
    const two = { 'nvidia-smi --query-gpu': outputOf('nvidia-two-h100.csv') };
    expect((await gpuOf({ programs: two }))?.words).toBe('2 × NVIDIA H100 80GB HBM3, 80 GB, driver 570.86.15');
  });

  it('warns of little disk and memory', async () => {
    const machine = { ...(await findMachine('/', 0, fakeTools())), diskFreeMb: 100 };
    const codes = checkMachine(machine, '/home', 100).map(({ fault }) => fault?.code);
    expect(codes).toEqual(['cpu_only', 'disk_low', 'memory_low']);
  });

  it('is told in the form of a report, with codes and numbers alone', async () => {
    const all = [
      fine('a', 'words', { tokensPerSecond: 1.5, 'not a name': 1, empty: '' }),
      warning('b', 'disk_low', { freeMb: 3, home: 'x'.repeat(300) }),
      failing('c', { code: 'engine_offline' }),
    ].map(toReportFinding);
    for (const finding of all) expect(SelfTestFindingSchema.safeParse(finding)).toMatchObject({ success: true });
    expect(all[0]).toEqual({ check: 'a', outcome: 'ok', code: null, facts: { tokensPerSecond: 1.5 } });
    const { silentCards: _, ...machine } = await findMachine('/', 0, fakeTools());
    expect(MachineReportSchema.safeParse({ ...machine, models: [], selfTest: all }).success).toBe(true);
  });
});
