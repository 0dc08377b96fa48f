import { createRequire } from 'node:module';
import type { TonWallet } from '@okxweb3/coin-ton';
import { Address } from '@ton/core';
import { mnemonicToPrivateKey } from '@ton/crypto';

// CommonJS that does not survive an ESM import.
const okx: { TonWallet: new () => TonWallet } = createRequire(import.meta.url)('@okxweb3/coin-ton');

/** The network's id, as wallets know it: OKX's core makes W5 wallets of mainnet only. */
export const WALLET_NETWORK = '-239';

/** One message of a transaction, as TonConnect writes it. */
export interface OutgoingMessage {
  address: string;
  /** Nano, in decimal. */
  amount: string;
  /** Base64 of a BoC. */
  payload?: string | undefined;
  stateInit?: string | undefined;
}

/** Keys and signatures by OKX's wallet core: nobody here wrote it, so what it signs is a test of what we check. */
export class Signer {
  private constructor(
    private readonly core: TonWallet,
    private readonly seed: string,
    readonly address: Address,
    /** Hex. */
    readonly publicKey: string,
    /** Base64 of a BoC. */
    readonly stateInit: string,
  ) {}

  static async fromMnemonic(words: string[]): Promise<Signer> {
    const { secretKey } = await mnemonicToPrivateKey(words);
    const seed = secretKey.subarray(0, 32).toString('hex');
    const core = new okx.TonWallet();
    const info = await core.getWalletInformation({ workChain: 0, privateKey: seed, walletVersion: 'v5r1' });
    return new Signer(core, seed, Address.parse(info.walletAddress), info.publicKey, info.walletStateInit);
  }

  /** A ton_proof over the site's domain and its payload. */
  async prove(domain: string, payload: string, timestamp: number) {
    const signature: string = await this.core.signTonProof({
      privateKey: this.seed,
      walletAddress: this.address.toRawString(),
      tonProofItem: 'ton-proof-item-v2/',
      messageAction: 'ton-connect',
      messageSalt: 'ffff',
      proof: { timestamp, domain, payload },
    });
    return { timestamp, domain: { lengthBytes: Buffer.byteLength(domain), value: domain }, payload, signature };
  }

  /** @returns the external message, a BoC in base64. */
  async sign(transfer: { messages: OutgoingMessage[]; seqno: number; validUntil: number }): Promise<string> {
    const { messages, seqno, validUntil } = transfer;
    const data = { messages, seqno, valid_until: validUntil, walletVersion: 'v5r1' };
    const { transaction } = await this.core.signMultiTransaction({ privateKey: this.seed, data });
    return transaction;
  }
}
