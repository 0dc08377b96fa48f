import { randomInt } from 'node:crypto';
import { openDatabase, systemClock } from '../../../platform/index.ts';
import { createTestBroker } from '../../escrow/testing/test-broker.ts';
import { createUsage, freeOfCharge } from '../../usage/index.ts';
import { type Jobs, makeJobs } from '../../usage/testing/index.ts';
import { readOrders } from './worker-orders.ts';

// A broker's work with money, as fast as it goes, until it is killed: requests are held, billed, released, left open and
// billed twice; deposits are followed. Run by kills.db.test.ts; says «working» after the first one.

const AT_ONCE = 8;
const orders = readOrders(process.argv[2] ?? '');
const db = openDatabase(orders.databaseUrl, () => {});
const log = { info: () => {}, warn: () => {}, error: () => {} };
const { chainUrl, address, provider } = orders;
const broker = createTestBroker({ db, clock: systemClock, log, chainUrl, address, key: null });
const usage = createUsage({ db, clock: systemClock, log, ledger: broker.ledger });
const buyers = orders.buyers.map(({ accountId, apiKeyId }) => ({
  apiKeyId,
  jobs: makeJobs({ ledger: broker.ledger, clock: systemClock }, { buyer: accountId, provider }),
}));

let isWorking = false;

async function oneRequest(): Promise<void> {
  const buyer = buyers[randomInt(buyers.length)];
  if (!buyer) throw new Error('nobody buys');
  const apiKeyId = randomInt(2) === 0 ? buyer.apiKeyId : null;
  const job = await buyer.jobs.open({ apiKeyId, expiresAtMs: Date.now() + 500 });
  const dice = randomInt(10);
  if (dice === 0) return; // left open, as by a broker that died: it expires
  const record = await buyer.jobs.recordFor(job, dice < 3 ? broken() : {});
  const times = dice === 9 ? [1, 2] : [1];
  await Promise.all(times.map(() => usage.record(record)));
  if (!isWorking) process.stdout.write('working\n');
  isWorking = true;
}

const broken = (): Parameters<Jobs['recordFor']>[1] => ({
  bill: freeOfCharge({ kind: 'cut', delivered: 3, by: 'node' }),
  receipt: null,
});

/** Connections are cut under it all the time: what fails is tried no more, as a broker answers 503. */
async function again(work: () => Promise<unknown>): Promise<never> {
  for (;;) await work().catch(() => new Promise((resolve) => setTimeout(resolve, 5)));
}

for (let at = 0; at < AT_ONCE; at++) void again(oneRequest);
void again(() => broker.follower.follow());
void again(() => usage.releaseExpired());
