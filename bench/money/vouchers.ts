import {
  channelAddress,
  checkVoucher,
  generateSessionKey,
  LOCAL_NETWORK_ID,
  signVoucher,
} from '../../packages/ton/src/index.ts';
import type { Figure } from './figure.ts';

const CHECKS = 2_000;
const ROUNDS = 5;

/** What it takes to check a voucher that a buyer's device signed: the least of some rounds, in processor time. */
export async function measureVouchers(): Promise<Figure[]> {
  const key = await generateSessionKey();
  const [payer, payee] = [`0:${'11'.repeat(32)}`, `0:${'22'.repeat(32)}`];
  const terms = { networkId: LOCAL_NETWORK_ID, payer, payee, sessionKey: key.publicKey, closeDelaySeconds: 86_400 };
  const address = channelAddress({ ...terms, salt: 7n });
  const channel = { networkId: LOCAL_NETWORK_ID, address, sessionKey: key.publicKey, signedNano: 0n };
  const voucher = await signVoucher(key, { networkId: LOCAL_NETWORK_ID, channel: address, cumulativeNano: 500n });
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    for (let at = 0; at < CHECKS; at++) {
      if (!checkVoucher(voucher, { ...channel, depositedNano: 1_000n }).ok) throw new Error('a good voucher is taken');
    }
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1_000 / CHECKS);
  }
  const must = { atMost: 0.3 };
  return [{ what: 'checking a voucher', value: least, unit: 'ms', digits: 3, must, beside: `${CHECKS} checks` }];
}
