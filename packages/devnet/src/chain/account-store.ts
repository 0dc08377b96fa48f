import { type Address, beginCell, Cell, loadShardAccount, type ShardAccount, storeShardAccount } from '@ton/core';
import { type Blockchain, type BlockchainStorage, createEmptyShardAccount, SmartContract } from '@ton/sandbox';

/** Raw address → `ShardAccount` as a BoC in base64: the state that the journal has confirmed. */
export type ConfirmedAccounts = Map<string, string>;

/**
 * The accounts of one machine, over the confirmed states that several machines share. What a machine changes is its own
 * until the chain confirms it.
 */
export class AccountStore implements BlockchainStorage {
  private readonly own = new Map<string, SmartContract>();

  constructor(private readonly confirmed: ConfirmedAccounts) {}

  async getContract(machine: Blockchain, address: Address): Promise<SmartContract> {
    const name = address.toRawString();
    const known = this.own.get(name);
    if (known) return known;
    const state = this.confirmed.get(name);
    const contract = new SmartContract(state ? accountOf(state, address) : createEmptyShardAccount(address), machine);
    this.own.set(name, contract);
    return contract;
  }

  /** Goes back to the confirmed state of these accounts. */
  forget(addresses: Iterable<string>): void {
    for (const address of addresses) this.own.delete(address);
  }

  knownContracts(): SmartContract[] {
    return [...this.own.values()];
  }

  clearKnownContracts(): void {
    this.own.clear();
  }
}

/** An account that had a message and sent it back is there no more, but its last transaction is. */
function accountOf(state: string, address: Address): ShardAccount {
  const known = loadShardAccount(Cell.fromBase64(state).beginParse());
  return known.account ? known : { ...known, account: createEmptyShardAccount(address).account };
}

/** The state of an account as {@link ConfirmedAccounts} keeps it. */
export function stateOf(contract: SmartContract): string {
  return beginCell().store(storeShardAccount(contract.account)).endCell().toBoc().toString('base64');
}
