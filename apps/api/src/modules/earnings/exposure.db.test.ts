import { type Earnings, unwrap } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makePromiser } from '../../../../node/src/earnings/testing/test-promiser.ts';
import { eventually } from '../nodes/testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../nodes/testing/node-world.ts';
import { makeTestAsk, readTestAnswer } from '../nodes/testing/test-ask.ts';

/** A real machine on a real link, whose owner wants every nano promised and funded. */
let world: NodeWorld;
beforeAll(async () => {
  world = await makeNodeWorld();
});
afterEach(() => world.clean());
afterAll(() => world.close());

async function setup() {
  const market = await world.market();
  const machine = await world.machine(market, { earnings: { limitNano: 0n, payoutWallet: null, tonApi: null } });
  const { nodeId } = machine.membership;
  const presence = await eventually('the node is linked', () => market.nodes.presence(nodeId));
  const ask = async () => {
    const asked = await makeTestAsk(market.signer, presence, 'one two three');
    const answer = await readTestAnswer(asked, unwrap(market.nodes.infer(nodeId, asked.body)));
    market.nodes.ackReceipts(nodeId, [asked.terms.jobId]);
    return answer;
  };
  const tell = (earnings: Earnings) => market.nodes.tellEarnings(nodeId, earnings);
  const refusing = () => market.nodes.presence(nodeId)?.refusing ?? null;
  return { machine, presence, ask, tell, refusing };
}

describe('a machine that is owed more than its owner allows', () => {
  it('takes no work and says why, until a voucher that is funded comes over the link', async () => {
    const { machine, ask, tell, refusing, presence } = await setup();
    expect(await ask()).toMatchObject({ isWhole: true });
    await eventually('it says why', () => refusing() === 'exposure_limit');
    expect(presence.isDraining).toBe(true);
    expect(machine.node.view().faults).toMatchObject([{ code: 'exposure_limit' }]);
    await eventually('it is acknowledged', () => machine.node.view().receiptsWaiting === 0);
    const { exposureNano } = machine.node.view().earnings;
    expect(exposureNano).toBeGreaterThan(0n);

    const promiser = await makePromiser();
    const statement = await promiser.statement(exposureNano);
    expect(await tell({ accounts: [statement], why: null })).toBe(true);
    expect(machine.node.view().earnings).toMatchObject({ promisedNano: exposureNano, exposureNano });
    const funded = { ...statement, depositedNano: String(exposureNano) };
    expect(await tell({ accounts: [funded], why: null })).toBe(true);
    await eventually('it takes work again', () => refusing() === null);
    expect(await ask()).toMatchObject({ isWhole: true });
  });

  it('is not talked round by a voucher that nobody signed', async () => {
    const { ask, tell, refusing } = await setup();
    await ask();
    await eventually('it says why', () => refusing() === 'exposure_limit');
    const statement = await (await makePromiser()).statement(10n ** 9n, 10n ** 9n, { signature: 'ab'.repeat(64) });
    expect(await tell({ accounts: [statement], why: null })).toBe(false);
    expect(refusing()).toBe('exposure_limit');
  });
});
