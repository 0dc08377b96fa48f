import { type ComparedReader, createComparedReader, type EndpointNotice, type ToncenterOptions } from '@spindle/ton';
import type { Clock, ModuleLog } from '../../platform/index.ts';

export type MarketReader = ComparedReader;

export interface MarketReaderDeps {
  clock: Clock;
  log: ModuleLog;
  endpoints: readonly ToncenterOptions[];
}

/** The market's eyes on the chain: all servers of the config, compared, and what is wrong with them in the log. */
export function createMarketReader({ clock, log, endpoints }: MarketReaderDeps): MarketReader {
  return createComparedReader({
    endpoints,
    nowMs: () => clock.nowMs(),
    onNotice: (notice) => logNotice(log, notice),
  });
}

function logNotice(log: ModuleLog, notice: EndpointNotice): void {
  const { kind, ...facts } = notice;
  if (kind === 'contradiction')
    log.error(facts, 'servers of the chain contradict each other about an account; nothing of it is booked');
  else if (notice.kind === 'endpoint' && notice.is === 'fresh')
    log.info(facts, 'a server of the chain is believed again');
  else log.warn(facts, 'a server of the chain is left out until it is fresh');
}
