import type { AccountId, Language } from '@spindle/shared';

// Types only, and nothing but `shared` behind them: the Mini App reads its router's type through this file.

export type Role = 'buyer' | 'provider' | 'admin';

/** Who asks. `apiKeyId` names the key when a program asks instead of a person. */
export interface Actor {
  accountId: AccountId;
  roles: readonly Role[];
  language: Language;
  apiKeyId: string | null;
}

/** An actor that came with an API key, and the most that this key may ever spend. */
export interface KeyActor extends Actor {
  apiKeyId: string;
  capNano: bigint | null;
}

export interface WalletView {
  /** Raw form: `0:…hex`. */
  address: string;
  networkId: number;
  provenAt: number;
}

export interface Me {
  accountId: AccountId;
  firstName: string;
  username: string | null;
  language: Language;
  roles: Role[];
  wallet: WalletView | null;
}

/** What a login gives: a token shown once, and whose it is. */
export interface LogIn {
  token: string;
  expiresAt: number;
  me: Me;
}

export const DEMO_PEOPLE = ['buyer', 'provider', 'admin', 'developer'] as const;
export type DemoPerson = (typeof DEMO_PEOPLE)[number];

export interface KeyView {
  id: string;
  name: string;
  /** The first characters, for people to recognise the key by. */
  prefix: string;
  capNano: bigint | null;
  spentNano: bigint;
  createdAt: number;
  lastUsedAt: number | null;
}

export interface CreateKeyInput {
  name: string;
  capNano: bigint | null;
}

/** A new key: the only time that it is shown. */
export interface NewKey {
  key: string;
  view: KeyView;
}

/** A wallet's answer to ton_proof, as TonConnect gives it. */
export interface WalletProofInput {
  address: string;
  networkId: number;
  /** Hex. */
  publicKey: string;
  /** Base64 BOC of the wallet's StateInit. */
  stateInit: string;
  proof: {
    /** Unix seconds, as the wallet signed it. */
    timestamp: number;
    domain: { value: string; lengthBytes: number };
    payload: string;
    /** Base64. */
    signature: string;
  };
}
