import { parseCoins } from '@spindle/shared';
import type { LocalChain } from '../chain/index.ts';
import { Signer } from './signer.ts';
import { isWalletName, openWalletFile, type Site, saveWalletFile, type WalletFile } from './wallet-file.ts';

/** What a new wallet finds in it, so that a newcomer can pay at once. */
export const WELCOME_NANO = parseCoins('10') ?? 0n;

/** One wallet: its keys, and the sites that the person let in. */
export class DevWallet {
  constructor(
    readonly name: string,
    readonly signer: Signer,
    private readonly walletsDir: string,
    private readonly file: WalletFile,
  ) {}

  get sites(): readonly Site[] {
    return this.file.sites;
  }

  /** @param id Origin of a page, or public key of a session's other side. */
  findSite(id: string): Site | null {
    return this.file.sites.find((site) => site.id === id) ?? null;
  }

  letIn(site: Site): void {
    this.file.sites = [...this.file.sites.filter(({ id }) => id !== site.id), site];
    saveWalletFile(this.walletsDir, this.name, this.file);
  }

  forget(id: string): void {
    this.file.sites = this.file.sites.filter((site) => site.id !== id);
    saveWalletFile(this.walletsDir, this.name, this.file);
  }
}

/** The wallets of a world, by name. A name that is asked for the first time gets keys, and coins to begin with. */
export class Wallets {
  private readonly opened = new Map<string, Promise<DevWallet>>();

  constructor(
    private readonly walletsDir: string,
    private readonly chain: LocalChain,
  ) {}

  /** Null for a name that no wallet can have. */
  async open(name: string): Promise<DevWallet | null> {
    if (!isWalletName(name)) return null;
    const known = this.opened.get(name);
    if (known) return known;
    const opening = this.openNew(name);
    this.opened.set(name, opening);
    opening.catch(() => this.opened.delete(name));
    return opening;
  }

  private async openNew(name: string): Promise<DevWallet> {
    const file = await openWalletFile(this.walletsDir, name);
    const signer = await Signer.fromMnemonic(file.mnemonic);
    const { lastTransactionLt } = await this.chain.account(signer.address);
    if (lastTransactionLt === 0n) await this.chain.faucet(signer.address, WELCOME_NANO);
    return new DevWallet(name, signer, this.walletsDir, file);
  }
}
