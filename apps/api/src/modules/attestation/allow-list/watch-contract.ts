import { type AccountReader, allowListAddress, type ListTerms, readAllowList } from '@spindle/ton';
import type { Clock, Database, ModuleLog } from '../../../platform/index.ts';
import { readContract, storeContract } from './contract.repo.ts';
import type { ContractView } from './shapes.ts';

/** SHA-256 of nothing: the root of a list that is not deployed yet. */
const EMPTY_ROOT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export interface ContractWatch {
  /** Clockwork. A read that fails, or says less than was known, changes nothing. */
  look(): Promise<void>;
  /** What the contract held when it was last read; null until it was once. */
  known(): Promise<{ state: ContractView; atMs: number } | null>;
  troubleSinceMs(): number | null;
}

export interface ContractWatchDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  reader: AccountReader;
  terms: ListTerms;
}

/** Keeps what the contract says, as of final blocks; every broker may do it. */
export function watchContract({ db, clock, log, reader, terms }: ContractWatchDeps): ContractWatch {
  const address = allowListAddress(terms);
  let troubleSinceMs: number | null = null;

  function noteTrouble(code: string | null): void {
    if (code === null) troubleSinceMs = null;
    else if (troubleSinceMs === null) {
      troubleSinceMs = clock.nowMs();
      log.warn({ account: address, code }, 'the list of allowed images could not be read; it stays as it was known');
    }
  }

  async function look(): Promise<void> {
    const read = await readAllowList(reader, address);
    if (!read.ok) return noteTrouble(read.fault.code);
    const state = read.value === 'absent' ? notDeployed(terms) : { ...read.value, isDeployed: true };
    const isTaken = await storeContract(db.pool, address, viewOf(state), clock.nowMs());
    noteTrouble(isTaken ? null : 'allow_list_rolled_back');
  }

  return { look, known: () => readContract(db.pool, address), troubleSinceMs: () => troubleSinceMs };
}

const notDeployed = ({ owner, guardian }: ListTerms): ContractView => ({
  ...{ version: 0, root: EMPTY_ROOT, size: 0, revoked: [], proposal: null, offer: null },
  ...{ owner, guardian, isDeployed: false },
});

const viewOf = ({ version, root, size, revoked, owner, guardian, proposal, offer, isDeployed }: ContractView) => ({
  ...{ version, root, size, revoked, owner, guardian, proposal, offer, isDeployed },
});
