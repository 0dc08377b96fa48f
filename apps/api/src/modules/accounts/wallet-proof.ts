import { hkdfSync } from 'node:crypto';
import { fail, ok, type Result } from '@spindle/shared';
import { checkProofPayload, LOCAL_NETWORK_ID, makeProofPayload, NETWORKS, verifyTonProof } from '@spindle/ton';
import type { Clock, Database } from '../../platform/index.ts';
import { me } from './me.ts';
import { hashSecret } from './secrets.ts';
import type { Actor, Me, WalletProofInput } from './shapes.ts';
import { bindWallet, deleteWallet, findWallet, type WalletRow } from './wallets.repo.ts';

/** The key of proof payloads, made of the broker's seed: the same in every broker of a deployment. */
export function proofSecretOf(brokerSeedHex: string): string {
  const seed = Buffer.from(brokerSeedHex, 'hex');
  return Buffer.from(hkdfSync('sha256', seed, '', 'spindle-proof-payload/1', 32)).toString('hex');
}

export interface ProofPayloadDeps {
  clock: Clock;
  proofSecret: string;
}

/** What a wallet is asked to sign: good for this account, once, for 15 minutes. Nothing is stored until it is used. */
export function makeWalletProofPayload({ clock, proofSecret }: ProofPayloadDeps, actor: Actor): { payload: string } {
  return { payload: makeProofPayload(proofSecret, actor.accountId, toSeconds(clock.nowMs())) };
}

export interface ProveWalletDeps extends ProofPayloadDeps {
  db: Database;
  /** Hosts that a wallet may have signed for. */
  proofDomains: readonly string[];
  /** The network of the deployment: mainnet, testnet or local. */
  networkId: number;
}

/** Binds a wallet to the account by ton_proof. A newly proven wallet takes the place of the one before. */
export async function proveWallet(deps: ProveWalletDeps, actor: Actor, input: WalletProofInput): Promise<Result<Me>> {
  const nowSeconds = toSeconds(deps.clock.nowMs());
  const networkId = walletNetworkOf(deps.networkId);
  const check = (payload: string) => checkProofPayload(deps.proofSecret, actor.accountId, nowSeconds, payload);
  const proven = verifyTonProof(
    { ...input, network: String(input.networkId), walletStateInit: input.stateInit },
    {
      domains: deps.proofDomains,
      networkId,
      networkName: networkId === NETWORKS.testnet ? 'testnet' : 'mainnet',
      nowSeconds,
      isPayloadOurs: (payload) => check(payload).ok,
    },
  );
  if (!proven.ok) return proven;
  const { address, publicKey, payload } = proven.value;
  const ours = check(payload);
  if (!ours.ok) return ours;

  const wallet = { accountId: actor.accountId, address, publicKey, networkId, provenAt: new Date(nowSeconds * 1_000) };
  const expiresAt = new Date(ours.value.expiresAtSeconds * 1_000);
  const outcome = await bindWallet(deps.db, wallet, { hash: hashSecret(payload), expiresAt });
  if (outcome === 'used') return fail('proof_payload');
  if (outcome === 'taken') return fail('wallet_taken');
  return me(deps, actor);
}

/** Takes the wallet off the account. Its channel and deposit stay what they are: only that wallet can withdraw them. */
export async function forgetWallet(deps: { db: Database }, actor: Actor): Promise<Result<Me>> {
  await deleteWallet(deps.db.prisma, actor.accountId);
  return me(deps, actor);
}

/** The wallet that the account has proven, or `wallet_required`. */
export async function walletOf(deps: { db: Database }, actor: Actor): Promise<Result<WalletRow, 'wallet_required'>> {
  const wallet = await findWallet(deps.db.prisma, actor.accountId);
  return wallet ? ok(wallet) : fail('wallet_required');
}

/** What wallets answer as their network here: on the local chain they say mainnet. */
const walletNetworkOf = (networkId: number): number => (networkId === LOCAL_NETWORK_ID ? NETWORKS.mainnet : networkId);

const toSeconds = (ms: number): number => Math.floor(ms / 1_000);
