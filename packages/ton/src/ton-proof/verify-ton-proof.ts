import { equalBytes, fail, fromHex, ok, type Result } from '@spindle/shared';
import { Address } from '@ton/core';
import { parseRawAddress } from '../raw-address.ts';
import { verifyDigest } from '../voucher/verify-hash.ts';
import type { TonProof } from './proof.ts';
import { proofDigest } from './proof-digest.ts';
import { walletKey } from './wallet-key.ts';

export interface ProofRules {
  /** Hosts (with port, if any) that the wallet may have signed for. Never taken from the request. */
  domains: readonly string[];
  /** What wallets answer as their network here: `walletNetworkId`. */
  networkId: number;
  /** How the network is called in the text for the person. */
  networkName: string;
  nowSeconds: number;
  /** Whether the payload is one that we gave to this account: `checkProofPayload`. */
  isPayloadOurs: (payload: string) => boolean;
}

/** A wallet that was proven to be in the hands of whoever sent the proof. */
export interface ProvenWallet {
  /** Raw address. */
  address: string;
  /** Ed25519 in hex. */
  publicKey: string;
  /** To be burnt by the caller, in the transaction that binds the wallet: a proof is good once. */
  payload: string;
}

type ProofCode = 'proof_network' | 'proof_domain' | 'proof_time' | 'proof_payload' | 'proof_signature';

const MAX_AGE_SECONDS = 300;
const MAX_AHEAD_SECONDS = 60;

/**
 * Verifies a ton_proof (docs.ton.org, "Signing and verification"). Nothing that the client says is believed but what
 * follows from the signature: address → state init → key → signature over domain, time and payload.
 */
export function verifyTonProof(request: TonProof, rules: ProofRules): Result<ProvenWallet, ProofCode> {
  const { proof } = request;
  if (request.network !== String(rules.networkId)) return fail('proof_network', { network: rules.networkName });

  const domain = proof.domain.value;
  if (!rules.domains.includes(domain) || proof.domain.lengthBytes !== Buffer.byteLength(domain)) {
    return fail('proof_domain', { domain });
  }
  const timestamp = Number(proof.timestamp);
  const isInTime = timestamp >= rules.nowSeconds - MAX_AGE_SECONDS && timestamp <= rules.nowSeconds + MAX_AHEAD_SECONDS;
  if (!Number.isSafeInteger(timestamp) || !isInTime) return fail('proof_time');
  if (!rules.isPayloadOurs(proof.payload)) return fail('proof_payload');

  if (!parseRawAddress(request.address)) return fail('proof_signature');
  const address = Address.parseRaw(request.address);
  const publicKey = walletKey(address, request.walletStateInit);
  const claimedKey = fromHex(request.publicKey);
  if (!publicKey || !claimedKey || !equalBytes(publicKey, claimedKey)) return fail('proof_signature');

  const digest = proofDigest(address, domain, timestamp, proof.payload);
  if (!verifyDigest(digest, Buffer.from(proof.signature, 'base64'), publicKey)) return fail('proof_signature');
  return ok({ address: address.toRawString(), publicKey: publicKey.toString('hex'), payload: proof.payload });
}
