import { type AccountId, unwrap } from '@spindle/shared';
import { LOCAL_NETWORK_ID, type WalletSender } from '@spindle/ton';
import type { Clock, Database } from '../../../platform/index.ts';
import { type Actor, makeWalletProofPayload, proveWallet } from '../../accounts/index.ts';

const DOMAIN = 'market.example';
const RULES = { proofSecret: 'ab'.repeat(32), proofDomains: [DOMAIN], networkId: LOCAL_NETWORK_ID };

export const actorOf = (accountId: AccountId): Actor => ({
  accountId,
  roles: ['buyer'],
  language: 'en',
  apiKeyId: null,
  limits: null,
});

/** Binds a wallet to an account by a real ton_proof. */
export async function bindWallet(
  world: { db: Database; clock: Clock },
  actor: Actor,
  wallet: Pick<WalletSender, 'prove'>,
): Promise<void> {
  const deps = { ...world, ...RULES };
  const { payload } = makeWalletProofPayload(deps, actor);
  const nowSeconds = Math.floor(world.clock.nowMs() / 1_000);
  const { network, walletStateInit, proof, ...proven } = wallet.prove({ domain: DOMAIN, payload, nowSeconds });
  const input = { ...proven, networkId: Number(network), stateInit: walletStateInit };
  unwrap(await proveWallet(deps, actor, { ...input, proof: { ...proof, timestamp: nowSeconds } }));
}
