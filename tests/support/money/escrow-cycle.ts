import { unwrap } from '@spindle/shared';
import {
  channelInit,
  createChainReader,
  finishCloseBody,
  generateSessionKey,
  MESSAGE_VALUE_NANO,
  requestCloseBody,
  type SessionKey,
  signCloseAgreement,
  signVoucher,
  TOP_UP_EXTRA_NANO,
  topUpBody,
} from '@spindle/ton';
import type { Cell } from '@ton/core';
import { askSealed, type FleetAnswer } from '../fleet-buyers.ts';
import type { KillableMarket } from './killable-market.ts';
import { codeOf, local, type MoneyPerson } from './money-person.ts';

type Terms = Awaited<ReturnType<MoneyPerson['market']['wallet']['channelTerms']['mutate']>>;
type Way = 'together' | 'alone';

export interface CycleOptions {
  world: KillableMarket;
  person: MoneyPerson;
  model: string;
  /** Output tokens of a question, at most. */
  maxTokens: number;
  depositNano: bigint;
  closeDelaySeconds: number;
  random(): number;
}

/**
 * A buyer who opens an escrow, spends from it and leaves with the rest, again and again: at once with the market, or
 * alone. The market may be away at any moment: then the same step is tried again, as a device would.
 */
export class EscrowCycle {
  readonly answers: FleetAnswer[] = [];
  /** Escrows that have been left, and the way. */
  readonly left: { address: string; way: Way }[] = [];
  #next: () => Promise<void>;
  #terms: Terms | null = null;
  /** Still to be asked before this escrow is left. */
  #questions = 0;

  constructor(private readonly options: CycleOptions) {
    this.#next = () => this.#open();
  }

  /** Whether an escrow stands that can be spent from. */
  get isSpending(): boolean {
    return this.#questions > 0;
  }

  /** Goes on from where the last call stopped, until `isOver`. */
  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      try {
        await this.#next();
      } catch (error) {
        this.#refuseSurprise(error);
        await pause(50);
      }
    }
  }

  /** What the market may say while it is being killed; anything else is a fault of the test's world. */
  #refuseSurprise(error: unknown): void {
    const code = codeOf(error);
    const isGone = code === null && /fetch failed|aborted|ECONN|socket|terminated/i.test(String(error));
    const known = [
      'internal',
      'database_unavailable',
      'shutting_down',
      'close_money_held',
      'close_total_changed',
      'channel_closed',
    ];
    if (!isGone && !known.includes(code ?? '')) throw error;
  }

  async #open(): Promise<void> {
    const { person, depositNano } = this.options;
    const key = await generateSessionKey();
    const terms = await person.market.wallet.channelTerms.mutate({ sessionKey: key.publicKey });
    const init = channelInit({ ...terms, salt: BigInt(terms.salt) });
    const valueNano = depositNano + TOP_UP_EXTRA_NANO;
    await person.send({ to: terms.address, valueNano, body: topUpBody(depositNano), init });
    this.#terms = terms;
    this.#next = () => this.#allow(key, terms);
  }

  async #allow(key: SessionKey, terms: Terms): Promise<void> {
    const { person, depositNano } = this.options;
    const { depositedNano } = await person.market.wallet.watchDeposit.query({ channel: terms.address });
    if (depositedNano < depositNano) return pause(50);
    const voucher = { networkId: terms.networkId, channel: terms.address, cumulativeNano: depositNano };
    const { signature } = await signVoucher(key, voucher);
    const allowance = { channel: terms.address, cumulativeNano: depositNano, signature };
    await person.market.wallet.signAllowance.mutate(allowance).catch((error: unknown) => {
      if (codeOf(error) !== 'voucher_stale') throw error; // It was taken, and the answer was lost.
    });
    this.#questions = 1 + Math.floor(this.options.random() * 3);
    this.#next = async () => {
      await this.#ask();
      this.#questions--;
      if (this.#questions === 0) this.#leave(key, terms);
    };
  }

  async #ask(): Promise<void> {
    const { world, person, model, maxTokens } = this.options;
    const question = `cycle ${this.answers.length}`;
    const ask = { api: world.url, key: person.apiKey, model, question, maxTokens };
    const gone = { question, text: '', jobId: null, attempts: 0, fault: 'gone' };
    this.answers.push(await askSealed(ask).catch((): FleetAnswer => gone));
  }

  #leave(key: SessionKey, terms: Terms): void {
    const isAlone = this.options.random() < 0.3;
    this.#next = isAlone ? () => this.#requestClose(terms) : () => this.#closeNow(key, terms);
  }

  async #requestClose(terms: Terms): Promise<void> {
    const { person, world, closeDelaySeconds } = this.options;
    await person.send({ to: terms.address, valueNano: MESSAGE_VALUE_NANO, body: requestCloseBody() });
    this.#next = async () => {
      // The market gets its time to claim; then the buyer goes, whether it did or not.
      await pause(300 + this.options.random() * 1_500);
      await local(world, 'advance', { seconds: closeDelaySeconds });
      await person.send({ to: terms.address, valueNano: MESSAGE_VALUE_NANO, body: finishCloseBody() });
      this.#next = () => this.#seeItClosed(terms, 'alone');
    };
  }

  async #closeNow(key: SessionKey, terms: Terms): Promise<void> {
    const { market } = this.options.person;
    const { channel } = await market.wallet.overview.query();
    if (channel?.address !== terms.address || channel.state === 'closed') return this.#seeItClosed(terms, 'together');
    const agreement = { networkId: terms.networkId, channel: terms.address, totalNano: channel.spentNano };
    const { signature } = await signCloseAgreement(key, agreement);
    await market.wallet.closeNow.mutate({ channel: terms.address, totalNano: channel.spentNano, signature });
    await pause(100);
  }

  async #seeItClosed(terms: Terms, way: Way): Promise<void> {
    const { channel, otherChannels } = await this.options.person.market.wallet.overview.query();
    if ([channel, ...otherChannels].some((known) => known?.address === terms.address && known.state !== 'closed')) {
      return pause(50);
    }
    this.left.push({ address: terms.address, way });
    this.#terms = null;
    this.#next = () => this.#open();
  }

  /**
   * Takes the escrow that stands now home, asking the chain alone.
   * @returns its address, what was on deposit and what came to the wallet; null when none stands.
   */
  async leaveByChain(): Promise<{ address: string; depositedNano: bigint; cameNano: bigint } | null> {
    const { world, person, closeDelaySeconds } = this.options;
    const reader = createChainReader({ baseUrl: world.devnet.url });
    const address = this.#terms?.address ?? '';
    const state = address ? unwrap(await reader.getChannel(address)) : 'absent';
    if (state === 'absent' || state.status === 'closed') return null;
    const before = unwrap(await reader.getBalance(person.wallet.address));
    const step = (body: Cell) => person.send({ to: address, valueNano: MESSAGE_VALUE_NANO, body });
    if (state.status === 'open') await step(requestCloseBody());
    await local(world, 'advance', { seconds: closeDelaySeconds });
    await step(finishCloseBody());
    const cameNano = unwrap(await reader.getBalance(person.wallet.address)) - before;
    this.#terms = null;
    this.#questions = 0;
    this.#next = () => this.#open();
    return { address, depositedNano: state.depositedNano, cameNano };
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
