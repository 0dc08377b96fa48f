import { Address, type Cell, type ShardAccount, type TupleItem } from '@ton/core';
import type { BlockchainTransaction, GetMethodResult, IExecutor } from '@ton/sandbox';
import { explainFolder } from '../data-folder.ts';
import { type ConfirmedAccounts, stateOf } from './account-store.ts';
import { toRow } from './block.ts';
import { faucetMessage } from './faucet.ts';
import type { Journal } from './journal.ts';
import { Machine, type RunOptions } from './machine.ts';
import { OneByOne } from './one-by-one.ts';
import type { BlockHeader, TransactionIndex } from './transaction-index.ts';

/** What a message would do, run beside the chain. Balances are nano by raw address. */
export interface Preview {
  transactions: BlockchainTransaction[];
  before: Map<string, bigint>;
  after: Map<string, bigint>;
}

/** What {@link openChain} found on disk. */
export interface ChainParts {
  executor: IExecutor;
  config: Cell;
  accounts: ConfirmedAccounts;
  journal: Journal;
  index: TransactionIndex;
  folder: string;
  lt: bigint;
  timeShiftSeconds: number;
}

/**
 * A TON chain of one validator. Each message becomes a block with everything that it causes; a block counts when it is
 * on disk, and what reads see is always the state after a whole block.
 */
export class LocalChain {
  readonly index: TransactionIndex;
  readonly config: Cell;
  private readonly queue = new OneByOne();
  private readonly reader: Machine;
  private writer: Machine;
  private timeShiftSeconds: number;

  constructor(private readonly parts: ChainParts) {
    this.index = parts.index;
    this.config = parts.config;
    this.timeShiftSeconds = parts.timeShiftSeconds;
    this.reader = this.machine(parts.lt);
    this.writer = this.machine(parts.lt);
  }

  /** The chain's clock, in Unix seconds. Never behind the last block, whatever the machine's clock does. */
  now(): number {
    return Math.max(Math.floor(Date.now() / 1000) + this.timeShiftSeconds, this.index.last()?.time ?? 0);
  }

  /** How far the chain's clock is ahead of the machine's. */
  get aheadSeconds(): number {
    return this.timeShiftSeconds;
  }

  /**
   * Includes an external message, one at a time in order of arrival.
   * @throws EmulationError when the contract does not accept it; Error with a sentence when the disk refuses.
   */
  send(message: Cell): Promise<BlockHeader> {
    return this.queue.run(() => this.seal(this.now(), (time) => this.writer.run(message, { now: time })));
  }

  /** Gives coins from nowhere. */
  faucet(to: Address, amountNano: bigint): Promise<BlockHeader> {
    return this.queue.run(() =>
      this.seal(this.now(), (time) =>
        this.writer.run(faucetMessage(to, amountNano, { lt: this.writer.lt, time }), { now: time }),
      ),
    );
  }

  /** Puts the chain's clock forward. Storage fees, deadlines and delays run on as if that time had passed. */
  advance(seconds: number): Promise<BlockHeader> {
    return this.queue.run(async () => {
      const before = this.timeShiftSeconds;
      this.timeShiftSeconds += seconds;
      try {
        return await this.seal(this.now(), async () => []);
      } catch (error) {
        this.timeShiftSeconds = before;
        throw error;
      }
    });
  }

  /**
   * Runs a message beside the chain; nothing stays.
   * @throws EmulationError when it is not accepted.
   */
  async preview(message: Cell, options: Partial<RunOptions> = {}): Promise<Preview> {
    const aside = this.machine(this.writer.lt);
    const transactions = await aside.run(message, { now: this.now(), ...options });
    const [before, after] = [new Map<string, bigint>(), new Map<string, bigint>()];
    for (const name of new Set(transactions.map((transaction) => toRow(transaction).account))) {
      const address = Address.parse(name);
      before.set(name, (await this.reader.getContract(address)).balance);
      after.set(name, (await aside.getContract(address)).balance);
    }
    return { transactions, before, after };
  }

  /** The state of an account; an address that never received anything has an `uninit` one without coins. */
  async account(address: Address): Promise<ShardAccount> {
    return (await this.reader.getContract(address)).account;
  }

  /** @throws GetMethodError with the exit code; Error when there is no contract at the address. */
  get(address: Address, method: string | number, stack: TupleItem[]): Promise<GetMethodResult> {
    return this.reader.get(address, method, stack, this.now());
  }

  /** Finishes what was asked for, then closes the files. */
  async close(): Promise<void> {
    await this.queue.idle();
    await this.parts.journal.close();
  }

  private machine(lt: bigint): Machine {
    const { executor, config, accounts } = this.parts;
    const machine = new Machine({ executor, config, accounts });
    machine.setLogicalTime(lt);
    return machine;
  }

  /** Runs, writes the block, and only then lets the world see it. */
  private async seal(time: number, run: (time: number) => Promise<BlockchainTransaction[]>): Promise<BlockHeader> {
    const { journal, accounts: confirmed, index, folder } = this.parts;
    try {
      const transactions = (await run(time)).map(toRow);
      const accounts: Record<string, string> = {};
      for (const { account } of transactions)
        accounts[account] = stateOf(await this.writer.getContract(Address.parse(account)));
      const seqno = (index.last()?.seqno ?? 0) + 1;
      const { timeShiftSeconds } = this;
      const block = { seqno, time, timeShiftSeconds, lt: String(this.writer.lt), transactions, accounts };
      const hash = await journal.append(block);
      for (const [name, state] of Object.entries(accounts)) confirmed.set(name, state);
      this.reader.forget(Object.keys(accounts));
      return index.add({ ...block, previous: '' }, hash);
    } catch (error) {
      this.writer = this.machine(this.writer.lt); // Forget what did not become a block.
      throw explainFolder(error, folder);
    }
  }
}
