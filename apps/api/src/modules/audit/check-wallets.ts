import type { AccountState, ChainReader } from '@spindle/ton';
import type { Database } from '../../platform/index.ts';
import { difference, type Finding, unknown } from './finding.ts';
import { readWallets, type WalletOfBooks } from './wallets.repo.ts';

export interface WalletsDeps {
  db: Database;
  reader: Pick<ChainReader, 'accountStates'>;
  pause(): Promise<void>;
}

const CHECK = 'the market’s wallet has on chain what the books say';
/** How often one that moved meanwhile is looked at again: it moves with each batch. */
const LOOKS = 6;

/** The market's wallet, at its cursor, against the chain. */
export async function checkWallets(deps: WalletsDeps): Promise<Finding[]> {
  for (let look = 1; ; look++) {
    const wallets = await readWallets(deps.db.pool);
    if (wallets.length === 0) return [];
    const states = await deps.reader.accountStates(wallets.map(({ address }) => address));
    if (!states.ok) return wallets.map(({ address }) => unknown(CHECK, address, states.fault.code));
    const compared = wallets.map((wallet) => compare(wallet, states.value.get(wallet.address)));
    if (look === LOOKS || !compared.includes('behind'))
      return compared.flatMap((found, at) =>
        found === 'behind' ? [unknown(CHECK, wallets[at]?.address ?? '', 'not followed yet')] : found,
      );
    await deps.pause();
  }
}

function compare(
  { address, balanceNano, cursor }: WalletOfBooks,
  state: AccountState | 'contradicted' | undefined,
): Finding[] | 'behind' {
  if (!state || state === 'contradicted') return [unknown(CHECK, address, 'servers contradict each other')];
  const { last } = state;
  if ((last?.lt ?? 0n) > (cursor?.lt ?? 0n)) return 'behind';
  if ((last?.lt ?? 0n) < (cursor?.lt ?? 0n))
    return [unknown(CHECK, address, 'the server does not know our cursor yet')];
  if (last?.hash !== cursor?.hash) return [difference(`${CHECK}: its history`, address, cursor?.hash, last?.hash)];
  return state.balanceNano === balanceNano ? [] : [difference(CHECK, address, state.balanceNano, balanceNano)];
}
