import { createRequire } from 'node:module';
import type { TonWallet } from '@okxweb3/coin-ton';
import { Address } from '@ton/core';
import type { TonProof } from '../ton-proof/proof.ts';

// CommonJS that does not survive an ESM import.
const okx: { TonWallet: new () => TonWallet } = createRequire(import.meta.url)('@okxweb3/coin-ton');
const wallet = new okx.TonWallet();

/** Asks a wallet core that nobody here wrote (OKX's) for a ton_proof. */
export async function okxProof(request: {
  seed: string;
  version: 'v4r2' | 'v5r1';
  domain: string;
  payload: string;
  timestamp: number;
}): Promise<TonProof> {
  const { seed, version, domain, payload, timestamp } = request;
  const info = await wallet.getWalletInformation({ workChain: 0, privateKey: seed, walletVersion: version });
  const address = Address.parse(info.walletAddress).toRawString();
  const signature: string = await wallet.signTonProof({
    privateKey: seed,
    walletAddress: address,
    tonProofItem: 'ton-proof-item-v2/',
    messageAction: 'ton-connect',
    messageSalt: 'ffff',
    proof: { timestamp, domain, payload },
  });
  return {
    address,
    network: '-239',
    publicKey: info.publicKey,
    walletStateInit: info.walletStateInit,
    proof: { timestamp, domain: { lengthBytes: Buffer.byteLength(domain), value: domain }, payload, signature },
  };
}
