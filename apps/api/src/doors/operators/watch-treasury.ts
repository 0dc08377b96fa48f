import { Gauge, type Registry } from 'prom-client';
import type { TreasuryStatus } from '../../modules/treasury/index.ts';
import { sameMoment } from './same-moment.ts';

const NANO_PER_COIN = 1e9;

/** What the market's own wallet has and has to do. A database that is away leaves the gauges as they were. */
export function watchTreasury(
  registers: Registry[],
  status: () => Promise<TreasuryStatus>,
  nowMs: () => number = Date.now,
): void {
  const ask = sameMoment(status, nowMs);
  const oldestSeconds = ({ oldestWaitingSinceMs }: TreasuryStatus) =>
    oldestWaitingSinceMs === null ? 0 : Math.max(0, (nowMs() - oldestWaitingSinceMs) / 1_000);
  const gauges: [name: string, help: string, read: (status: TreasuryStatus) => number][] = [
    ['spindle_treasury_coins', 'What the wallet of the market holds', (now) => Number(now.balanceNano) / NANO_PER_COIN],
    ['spindle_outgoing_waiting', 'Messages that wait to be sent on chain', (now) => now.waiting],
    ['spindle_outgoing_oldest_seconds', 'How long the oldest of them has waited', oldestSeconds],
    ['spindle_outgoing_too_dear', 'Of these, those that the wallet is too poor for', (now) => now.tooDear],
    ['spindle_outgoing_under_way', 'Messages that are on their way to their receivers', (now) => now.underWay],
  ];
  for (const [name, help, read] of gauges) {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const now = await ask();
        if (now) this.set(read(now));
      },
    });
  }
}
