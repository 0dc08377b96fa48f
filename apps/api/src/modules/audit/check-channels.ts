import type { ChainReader } from '@spindle/ton';
import type { Database } from '../../platform/index.ts';
import { checkPromises } from './check-promises.ts';
import { compareWithChain } from './compare-with-chain.ts';
import { type Finding, unknown } from './finding.ts';
import { type ChannelRow, readChannelRows } from './followed-rows.repo.ts';

export interface ChannelsDeps {
  db: Database;
  reader: Pick<ChainReader, 'accountStates'>;
  /** Waits for the follower, which reads meanwhile what moved since. */
  pause(): Promise<void>;
  signal?: AbortSignal;
}

/** One request of the chain, see ACCOUNTS_AT_ONCE: a broker that audits goes on with its work between two. */
const PAGE = 128;
/** How often one that moved meanwhile is looked at again. */
const LOOKS = 4;

/** Every escrow and earnings account: its promises by their signatures, and its books against the chain. */
export async function checkChannels(deps: ChannelsDeps): Promise<{ accounts: number; findings: Finding[] }> {
  const findings: Finding[] = [];
  let accounts = 0;
  let behind: string[] = [];
  for (let after = ''; ; ) {
    deps.signal?.throwIfAborted();
    const page = await readChannelRows(deps.db.pool, { after, limit: PAGE });
    findings.push(...page.flatMap(checkPromises));
    const compared = await compareAll(deps, page);
    findings.push(...compared.findings);
    behind.push(...compared.behind);
    accounts += page.length;
    after = page.at(-1)?.address ?? '';
    if (page.length < PAGE) break;
  }
  for (let look = 1; look < LOOKS && behind.length > 0; look++) {
    await deps.pause();
    const again = await readChannelRows(deps.db.pool, { addresses: behind });
    const compared = await compareAll(deps, again);
    findings.push(...compared.findings);
    behind = compared.behind;
  }
  findings.push(...behind.map((address) => unknown('the chain has what the books say', address, 'not followed yet')));
  return { accounts, findings };
}

async function compareAll(
  { reader }: ChannelsDeps,
  rows: readonly ChannelRow[],
): Promise<{ findings: Finding[]; behind: string[] }> {
  if (rows.length === 0) return { findings: [], behind: [] };
  const states = await reader.accountStates(
    rows.map(({ address }) => address),
    { withData: true },
  );
  const findings: Finding[] = [];
  const behind: string[] = [];
  for (const row of rows) {
    const state = states.ok ? states.value.get(row.address) : undefined;
    const compared = state
      ? compareWithChain(row, state)
      : [unknown('the chain has what the books say', row.address, states.ok ? 'no answer' : states.fault.code)];
    if (compared === 'behind') behind.push(row.address);
    else findings.push(...compared);
  }
  return { findings, behind };
}
