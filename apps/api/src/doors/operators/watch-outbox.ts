import { Gauge, type Registry } from 'prom-client';
import type { OutboxStatus } from '../../platform/index.ts';
import { sameMoment } from './same-moment.ts';

/** Events that wait, and those that were set aside. A database that is away leaves the gauges as they were. */
export function watchOutbox(
  registers: Registry[],
  status: () => Promise<OutboxStatus>,
  nowMs: () => number = Date.now,
): void {
  const ask = sameMoment(status, nowMs);
  new Gauge({
    name: 'spindle_events',
    help: 'Events that wait to be handled, and those that failed too often and were set aside',
    labelNames: ['state'],
    registers,
    async collect() {
      const now = await ask();
      if (!now) return;
      this.set({ state: 'waiting' }, now.waiting);
      this.set({ state: 'set_aside' }, now.setAside);
    },
  });
  new Gauge({
    name: 'spindle_events_oldest_seconds',
    help: 'How long the oldest of those that wait has waited',
    registers,
    async collect() {
      const now = await ask();
      if (!now) return;
      const sinceMs = now.oldestWaitingSinceMs ?? nowMs();
      this.set(Math.max(0, (nowMs() - sinceMs) / 1_000));
    },
  });
}
