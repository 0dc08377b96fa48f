import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeCommand } from '../node-command.ts';
import { startDstackMachine } from './dstack-machine.ts';
import type { MachinePlace } from './open-machine.ts';
import { MODEL, seedListing } from './seed-market.ts';
import { standingOf } from './standing-of.ts';

export interface MachineProcess {
  nodeId: string;
  listingId: string;
  /** How its evidence was judged: `accepted`, or a code. */
  standing: string;
  stop(): Promise<void>;
}

const PAYOUT_WALLET = `0:${'cc'.repeat(32)}`;

/** `spindle-node` as it is built and as its owner starts it, on a machine of dstack's with a mock processor. */
export async function startMachineProcess(
  { db, mock, port, chainUrl }: MachinePlace,
  { outputMicroUsd, engineUrl }: { outputMicroUsd: bigint; engineUrl: string },
): Promise<MachineProcess> {
  const agent = await startDstackMachine(mock.intel);
  const { listingId, code } = await seedListing(db, outputMicroUsd);
  const home = mkdtempSync(path.join(tmpdir(), 'spindle-machine-'));
  const engine = ['--engine', 'openai', '--engine-url', engineUrl, '--model', MODEL, '--engine-model', MODEL];
  const command = nodeCommand(home, ['run', '--join', code, '--broker', `http://127.0.0.1:${port}`, ...engine], {
    ...{ SPINDLE_DSTACK_SOCKET: agent.socket, SPINDLE_PCCS: mock.pcs.url, SPINDLE_TON_API: chainUrl },
    ...{ SPINDLE_PAYOUT_WALLET: PAYOUT_WALLET, SPINDLE_EXPOSURE_LIMIT: 'off', SPINDLE_SLOTS: '4' },
    SPINDLE_ENCLAVE_IMAGE: 'spindle-node 0.1.0',
  });
  const stop = async () => {
    command.child.kill('SIGKILL');
    await command.ended;
    await agent.close();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const nodeId = await nodeOf(db, listingId, () => command.lines);
    const standing = await standingOf(db, nodeId);
    if (standing === 'accepted') {
      // What the broker would do itself in a while.
      await db.prisma.listing.update({ where: { id: listingId }, data: { tier: 'confidential' } });
    }
    return { nodeId, listingId, standing, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The machine of a listing, once it has joined. */
async function nodeOf(db: MachinePlace['db'], listingId: string, said: () => object): Promise<string> {
  const untilMs = Date.now() + 60_000;
  while (Date.now() < untilMs) {
    const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM node WHERE listing_id = $1', [listingId]);
    if (rows[0]) return rows[0].id;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the machine does not join: ${JSON.stringify(said())}`);
}
