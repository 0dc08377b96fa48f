import { type AccountId, unwrap } from '@spindle/shared';
import {
  type ChannelTerms,
  channelInit,
  generateSessionKey,
  type SessionKey,
  signVoucher,
  TOP_UP_EXTRA_NANO,
  topUpBody,
  type WalletSender,
} from '@spindle/ton';
import { type Actor, makeWalletProofPayload, proveWallet } from '../../accounts/index.ts';
import type { AllowanceInput, ChannelTermsView } from '../index.ts';
import type { EscrowWorld } from './escrow-world.ts';

const DOMAIN = 'market.example';
const PROOF = { proofSecret: 'ab'.repeat(32), proofDomains: [DOMAIN] };

/** A buyer as a device sees itself. */
export interface EscrowBuyer {
  actor: Actor;
  accountId: AccountId;
  wallet: WalletSender;
  key: SessionKey;
  sessionKey: string;
  terms: ChannelTermsView;
  deposit(amountNano: bigint, terms?: ChannelTermsView): Promise<void>;
  allowance(cumulativeNano: bigint, key?: SessionKey): Promise<AllowanceInput>;
}

export const actorOf = (accountId: AccountId): Actor => ({
  accountId,
  roles: ['buyer'],
  language: 'en',
  apiKeyId: null,
});

export const contractTerms = (terms: ChannelTermsView): ChannelTerms => ({ ...terms, salt: BigInt(terms.salt) });

/** Binds a wallet by a real ton_proof. */
export async function bind(world: EscrowWorld, actor: Actor, wallet: WalletSender): Promise<void> {
  const deps = { ...world, ...PROOF, networkId: world.chain.networkId };
  const { payload } = makeWalletProofPayload(deps, actor);
  const nowSeconds = Math.floor(world.clock.nowMs() / 1_000);
  const { network, walletStateInit, ...proven } = wallet.prove({ domain: DOMAIN, payload, nowSeconds });
  unwrap(await proveWallet(deps, actor, { ...proven, networkId: Number(network), stateInit: walletStateInit }));
}

export async function makeBuyer(world: EscrowWorld, walletNano: bigint): Promise<Omit<EscrowBuyer, 'terms'>> {
  const [accountId, wallet, key] = await Promise.all([
    world.person(),
    world.newWallet(walletNano),
    generateSessionKey(),
  ]);
  const actor = actorOf(accountId);
  await bind(world, actor, wallet);
  return {
    ...{ actor, accountId, wallet, key, sessionKey: key.publicKey },
    async deposit(amountNano, terms = (this as EscrowBuyer).terms) {
      const valueNano = amountNano + TOP_UP_EXTRA_NANO;
      const init = channelInit(contractTerms(terms));
      await world.send(wallet, { to: terms.address, valueNano, body: topUpBody(amountNano), init });
    },
    async allowance(cumulativeNano, signer = key) {
      const { address, networkId } = (this as EscrowBuyer).terms;
      const { signature } = await signVoucher(signer, { networkId, channel: address, cumulativeNano });
      return { channel: address, cumulativeNano, signature };
    },
  };
}
