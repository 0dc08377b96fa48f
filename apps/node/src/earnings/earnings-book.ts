import { coinsText, type Earnings, type Fault, fail, ok, type Result } from '@spindle/shared';
import type { ChainReader } from '@spindle/ton/chain';
import type { Home } from '../home/home.ts';
import { checkStatement } from './check-statement.ts';
import { type EarningsOnDisk, readEarnings, writeEarnings } from './earnings-file.ts';
import type { EarningsSettings } from './earnings-settings.ts';
import { fundedNano, Unpromised, unfundedNano } from './exposure.ts';
import type { KeptAccount } from './kept-account.ts';
import { lookAtAccount, readerOf } from './look-at-account.ts';

export interface BookParts {
  home: Pick<Home, 'earnings'>;
  settings: EarningsSettings;
  nowMs: () => number;
  /** Told when what is owed, or whether work is taken, has changed. */
  onChange: () => void;
}

/** How the owner's money stands, in nano. */
export interface EarningsView {
  exposureNano: bigint;
  limitNano: bigint | null;
  /** Earned by this machine's receipts, and in no voucher yet. */
  unpromisedNano: bigint;
  /** Over all accounts of the provider. */
  promisedNano: bigint;
  fundedNano: bigint;
  /** The wallet that new promises pay; null before the first. */
  payee: string | null;
  /** Who says what is funded. */
  source: 'chain' | 'market';
  /** Why nothing is promised now, as a code of the market's. */
  why: string | null;
}

const GATHER_MS = 1_000;
const LOOK_EVERY_MS = 60_000;

/** What this machine is owed: promises kept on disk, receipts counted, and the owner's limit. */
export class EarningsBook {
  #accounts: KeptAccount[];
  #why: string | null;
  readonly #unpromised: Unpromised;
  /** What is wrong with what the market or the chain says, by account. */
  readonly #wrong = new Map<string, Fault>();
  readonly #reader: ChainReader | null;
  #writing: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #look: NodeJS.Timeout | null = null;

  private constructor(
    private readonly parts: BookParts,
    known: EarningsOnDisk,
  ) {
    this.#accounts = known.accounts;
    this.#why = known.why;
    this.#unpromised = new Unpromised(known);
    const { tonApi } = parts.settings;
    this.#reader = tonApi && readerOf(tonApi);
  }

  /** Reads what an earlier run knew, and the chain when an API is set; then again and again until it is closed. */
  static async open(parts: BookParts): Promise<EarningsBook> {
    const book = new EarningsBook(parts, await readEarnings(parts.home));
    await book.lookAtChain();
    book.#look = book.#reader && setInterval(() => void book.lookAtChain(), LOOK_EVERY_MS);
    book.#look?.unref();
    return book;
  }

  /** The same once, beside a program that may be running: nothing is written. */
  static async look(parts: Omit<BookParts, 'onChange'>): Promise<Pick<EarningsBook, 'faults' | 'view'>> {
    const book = new EarningsBook({ ...parts, onChange: () => {} }, await readEarnings(parts.home));
    await book.#read();
    return book;
  }

  /** Why no work is taken; null while it is. */
  get refusal(): Fault | null {
    const { limitNano } = this.parts.settings;
    const { exposureNano } = this.view;
    if (limitNano === null || exposureNano <= limitNano) return null;
    return fail('exposure_limit', { exposure: coinsText(exposureNano), limit: coinsText(limitNano) }).fault;
  }

  /** What the owner should know of. */
  get faults(): Fault[] {
    const { refusal } = this;
    return [...(refusal ? [refusal] : []), ...this.#wrong.values()];
  }

  get view(): EarningsView {
    const isReading = this.#reader !== null;
    const sum = (of: (account: KeptAccount) => bigint) => this.#accounts.reduce((all, it) => all + of(it), 0n);
    const unpromisedNano = this.#unpromised.nano;
    return {
      exposureNano: unpromisedNano + sum((it) => unfundedNano(it, isReading)),
      limitNano: this.parts.settings.limitNano,
      unpromisedNano,
      promisedNano: sum((it) => it.promisedNano),
      fundedNano: sum((it) => fundedNano(it, isReading)),
      payee: this.#accounts[0]?.terms.payee ?? null,
      source: isReading ? 'chain' : 'market',
      why: this.#why,
    };
  }

  /** A receipt was signed: so much is earned when the market settles it as it says. */
  receiptIssued(jobId: string, nano: bigint, isWhole: boolean): void {
    this.#unpromised.issued(jobId, { nano, isWhole });
    this.#changed();
  }

  receiptsAcknowledged(jobIds: readonly string[]): void {
    this.#unpromised.acknowledged(jobIds);
    this.#changed();
  }

  /**
   * Takes what the market states: what is right of it is on the disk when this resolves.
   * @returns earnings_untrusted when something was not; the rest is kept all the same.
   */
  async take({ accounts, why }: Earnings): Promise<Result<null>> {
    const checked = accounts.map((statement) => {
      const before = this.#accounts.find(({ address }) => address === statement.address);
      const result = checkStatement(statement, before, this.parts.settings.payoutWallet);
      if (result.ok) this.#wrong.delete(statement.address);
      else this.#wrong.set(statement.address, result.fault);
      if (result.ok) this.#unpromised.promised(result.value.promisedNano - (before?.promisedNano ?? 0n));
      return result;
    });
    const right = checked.flatMap((result) => (result.ok ? [result.value] : []));
    const isTold = (address: string) => right.some((account) => account.address === address);
    this.#accounts = [...right, ...this.#accounts.filter(({ address }) => !isTold(address))];
    this.#why = why;
    await this.#write();
    void this.lookAtChain();
    this.parts.onChange();
    return checked.find((result) => !result.ok) ?? ok(null);
  }

  /** Reads what is funded, when an API is set. A read that fails changes nothing but what the owner is told. */
  async lookAtChain(): Promise<void> {
    if (await this.#read()) this.#changed();
  }

  /** @returns whether there was anything to read. */
  async #read(): Promise<boolean> {
    const reader = this.#reader;
    if (!reader || this.#accounts.length === 0) return false;
    const looked = await Promise.all(
      this.#accounts.map(async ({ address }) => ({
        address,
        seen: await lookAtAccount(reader, address, this.parts.nowMs()),
      })),
    );
    for (const { address, seen } of looked) {
      if (!seen.ok) this.#wrong.set(address, seen.fault);
      else this.#saw(address, seen.value);
    }
    return true;
  }

  async close(): Promise<void> {
    if (this.#look) clearInterval(this.#look);
    if (this.#timer) clearTimeout(this.#timer);
    await this.#write().catch(() => {});
  }

  #saw(address: string, seen: NonNullable<KeptAccount['seen']>): void {
    this.#accounts = this.#accounts.map((account) => (account.address === address ? { ...account, seen } : account));
    if (seen.status !== 'closing') return void this.#wrong.delete(address);
    const until = new Date((seen.closeAt ?? 0) * 1_000).toISOString();
    this.#wrong.set(address, fail('account_closing', { account: address, until }).fault);
  }

  #changed(): void {
    // A full disk loses the count of some receipts, not the receipts: those are the journal's.
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#write().catch(() => {});
    }, GATHER_MS);
    this.parts.onChange();
  }

  #write(): Promise<void> {
    const next = this.#writing.catch(() => {}).then(() => writeEarnings(this.parts.home, this.#onDisk));
    this.#writing = next;
    return next;
  }

  get #onDisk(): EarningsOnDisk {
    return { v: 1, accounts: this.#accounts, why: this.#why, ...this.#unpromised.state };
  }
}
