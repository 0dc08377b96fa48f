import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createChainFollower, createMarketReader } from '../../apps/api/src/modules/chain/index.ts';
import { followEscrows } from '../../apps/api/src/modules/escrow/index.ts';
import { createLedger } from '../../apps/api/src/modules/ledger/index.ts';
import { createTreasury } from '../../apps/api/src/modules/treasury/index.ts';
import { systemClock } from '../../apps/api/src/platform/index.ts';
import { createChainSender } from '../../packages/ton/src/index.ts';
import { freePorts } from '../../tests/support/world.ts';
import { removeAtEnd, startNode, stop } from '../system/children.ts';
import { memoryBytes } from '../system/proc.ts';
import type { Figure } from './figure.ts';
import { openMarketOfBuyers } from './market-of-buyers.ts';

const CHANNELS = 10_000;
/** A minute of rounds every two seconds. */
const ROUNDS = 30;
const DEVNET = fileURLToPath(new URL('../../packages/devnet/dist/program/main.js', import.meta.url));
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** 10,000 escrows followed: the memory of the process that does it, its processor time, and what it asks of the chain. */
export async function measureChain(): Promise<Figure[]> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'spindle-bench-chain-'));
  removeAtEnd(dataDir);
  const { chain: port } = await freePorts();
  const devnet = startNode([DEVNET, '--port', String(port), '--data', dataDir]);
  const market = await openMarketOfBuyers(1);
  try {
    const baseUrl = `http://127.0.0.1:${port}`;
    await answers(`${baseUrl}/api/v3/masterchainInfo`);
    await market.db.pool.query(
      `INSERT INTO channel (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt, state)
       SELECT '0:' || lpad(to_hex(at), 64, '0'), $2, -239, '0:00', '0:01', 'ab', 60, '1', 'open'
       FROM generate_series(1, $1) AS g(at) ON CONFLICT DO NOTHING`,
      [CHANNELS, market.buyers[0]],
    );
    const counted = { requests: 0 };
    const fetchCounted: typeof fetch = (input, init) => {
      counted.requests += 1;
      return fetch(input, init);
    };
    const clock = systemClock;
    const reader = createMarketReader({ clock, log: SILENT, endpoints: [{ baseUrl, fetch: fetchCounted }] });
    const ledger = createLedger({ db: market.db, clock });
    const treasury = createTreasury({
      ...{ db: market.db, clock, log: SILENT, ledger, reader, sender: createChainSender({ baseUrl }) },
      ...{ address: `0:${'ee'.repeat(32)}`, key: null, escrowsAmong: async () => new Set<string>(), poke: () => {} },
    });
    const kinds = [followEscrows({ db: market.db, ledger, treasury })];
    const follower = createChainFollower({ clock, log: SILENT, reader, kinds });
    let most = 0;
    const start = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round++) {
      await follower.follow();
      most = Math.max(most, memoryBytes(process.pid));
    }
    const { user, system } = process.cpuUsage(start);
    const { rows } = await market.db.pool.query('SELECT count(*)::int AS left FROM channel WHERE checked_at IS NULL');
    if (rows[0].left > 0) throw new Error(`${rows[0].left} channels were not looked at within a minute`);
    return [
      {
        ...{
          what: `following ${CHANNELS.toLocaleString('en')} escrows: memory of the whole process`,
          value: most / 1e6,
        },
        ...{ unit: 'MB', digits: 0, must: { atMost: 300 } },
        beside: `${counted.requests} requests and ${((user + system) / 1e6).toFixed(1)} s of processor time for a minute of rounds`,
      },
    ];
  } finally {
    await market.close();
    await stop(devnet);
  }
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nobody answers at ${url}`);
}
