import { type AccountId, unwrap } from '@spindle/shared';
import {
  type ChannelTerms,
  channelInit,
  generateSessionKey,
  type SessionKey,
  signVoucher,
  TOP_UP_EXTRA_NANO,
  type Transfer,
  topUpBody,
  type WalletSender,
} from '@spindle/ton';
import type { Actor } from '../../accounts/index.ts';
import { type AllowanceInput, type ChannelTermsDeps, type ChannelTermsView, channelTermsFor } from '../index.ts';
import { actorOf, bindWallet } from './bind-wallet.ts';

/** A buyer with a proven wallet, a session key and the terms of a channel, as the device sees itself. */
export interface EscrowBuyer {
  actor: Actor;
  accountId: AccountId;
  wallet: WalletSender;
  key: SessionKey;
  sessionKey: string;
  terms: ChannelTermsView;
  /** Pays into the channel, or one of other terms. */
  deposit(amountNano: bigint, terms?: ChannelTermsView): Promise<void>;
  /** A voucher for the channel, signed by its session key or another one. */
  allowance(cumulativeNano: bigint, signer?: SessionKey): Promise<AllowanceInput>;
}

/** What a buyer needs of the world that it lives in. */
export interface BuyerWorld extends ChannelTermsDeps {
  person(): Promise<AccountId>;
  newWallet(amountNano: bigint): Promise<WalletSender>;
  /** Sends from a wallet; on this chain all that follows has happened when it returns. */
  send(from: Pick<WalletSender, 'send'>, transfer: Transfer): Promise<void>;
}

/** Terms as the contract takes them. */
export const contractTerms = (terms: ChannelTermsView): ChannelTerms => ({ ...terms, salt: BigInt(terms.salt) });

export async function makeEscrowBuyer(world: BuyerWorld, walletNano: bigint): Promise<EscrowBuyer> {
  const [accountId, wallet, key] = await Promise.all([
    world.person(),
    world.newWallet(walletNano),
    generateSessionKey(),
  ]);
  const [actor, sessionKey] = [actorOf(accountId), key.publicKey];
  await bindWallet(world, actor, wallet);
  const own = unwrap(await channelTermsFor(world, actor, { sessionKey }));
  return {
    ...{ actor, accountId, wallet, key, sessionKey, terms: own },
    deposit: async (amountNano, terms = own) => {
      const valueNano = amountNano + TOP_UP_EXTRA_NANO;
      const init = channelInit(contractTerms(terms));
      await world.send(wallet, { to: terms.address, valueNano, body: topUpBody(amountNano), init });
    },
    allowance: async (cumulativeNano, signer = key) => {
      const { networkId, address: channel } = own;
      const { signature } = await signVoucher(signer, { networkId, channel, cumulativeNano });
      return { channel, cumulativeNano, signature };
    },
  };
}
