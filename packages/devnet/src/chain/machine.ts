import type { Address, Cell, TupleItem } from '@ton/core';
import { Blockchain, type BlockchainTransaction, type GetMethodResult, type IExecutor } from '@ton/sandbox';
import { AccountStore, type ConfirmedAccounts } from './account-store.ts';

export interface MachineOptions {
  executor: IExecutor;
  config: Cell;
  accounts: ConfirmedAccounts;
}

export interface RunOptions {
  /** Unix time in seconds. */
  now: number;
  ignoreSignature?: boolean;
}

/** One TVM of the sandbox, which keeps no history: that is the chain's. */
export class Machine extends Blockchain {
  private readonly store: AccountStore;

  constructor(options: MachineOptions) {
    const storage = new AccountStore(options.accounts);
    super({ executor: options.executor, config: options.config, storage });
    this.store = storage;
    this.verbosity = { print: false, blockchainLogs: false, vmLogs: 'none', debugLogs: false };
  }

  /** Logical time of the last transaction; grows by itself. */
  setLogicalTime(lt: bigint): void {
    this.currentLt = lt;
  }

  /**
   * Runs a message and everything that it causes.
   * @throws EmulationError when an external message is not accepted; nothing has changed then.
   */
  async run(message: Cell, { now, ignoreSignature = false }: RunOptions): Promise<BlockchainTransaction[]> {
    try {
      const { transactions } = await this.sendMessage(message, { now, ignoreChksig: ignoreSignature });
      return transactions;
    } finally {
      this.transactions = []; // The sandbox would keep every one, with its logs, for ever.
    }
  }

  get(address: Address, method: string | number, stack: TupleItem[], now: number): Promise<GetMethodResult> {
    return this.runGetMethod(address, method, stack, { now });
  }

  forget(addresses: Iterable<string>): void {
    this.store.forget(addresses);
  }
}
