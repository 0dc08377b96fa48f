import type { AccountId, KeyScope, Language, Tier } from '@spindle/shared';

// Types only, and nothing but `shared` behind them: the Mini App reads its router's type through this file.

export type Role = 'buyer' | 'provider' | 'admin';

/** Who asks. `apiKeyId` names the key when a program asks instead of a person. */
export interface Actor {
  accountId: AccountId;
  roles: readonly Role[];
  language: Language;
  apiKeyId: string | null;
  /** What the key may do; null for a person, who has no such limits. */
  limits: KeyLimits | null;
}

/** What every request of a key is held against before it costs anything. The caps on money are the ledger's. */
export interface KeyLimits {
  scopes: readonly KeyScope[];
  /** The models that it may ask; empty for any. */
  models: readonly string[];
  /** The least tier that it may buy from; null for any. */
  minTier: Tier | null;
}

/** An actor that came with an API key. */
export interface KeyActor extends Actor {
  apiKeyId: string;
  limits: KeyLimits;
}

export interface WalletView {
  /** Raw form: `0:…hex`. */
  address: string;
  networkId: number;
  provenAt: number;
}

/** Why an account is banned, by code and in the words that its owner reads, and since when. */
export interface BanView {
  code: string;
  words: string;
  sinceMs: number;
}

/** An account as admins see it. */
export interface PersonView {
  accountId: AccountId;
  telegramId: string;
  firstName: string;
  username: string | null;
  language: Language;
  roles: Role[];
  ban: BanView | null;
  /** Raw form; null without a proven one. */
  wallet: string | null;
  createdAt: number;
}

export interface Me {
  accountId: AccountId;
  firstName: string;
  username: string | null;
  language: Language;
  roles: Role[];
  /** While it lasts, the account is open for its money and for an appeal alone. */
  ban: BanView | null;
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

/** What the owner of a key decides, and may change later. */
export interface KeyRules {
  /** The most that it may ever spend, and in one day and month of UTC; null for no such cap. */
  capNano: bigint | null;
  capDayNano: bigint | null;
  capMonthNano: bigint | null;
  scopes: KeyScope[];
  models: string[];
  minTier: Tier | null;
  expiresAt: number | null;
}

/** Some of the rules; those left out stay as they are, or, for a new key, open. */
export type SomeKeyRules = { [Rule in keyof KeyRules]?: KeyRules[Rule] | undefined };

export interface KeyView extends KeyRules {
  id: string;
  name: string;
  /** The first characters, for people to recognise the key by. */
  prefix: string;
  spentNano: bigint;
  /** Spent today and in this month, both of UTC. */
  spentDayNano: bigint;
  spentMonthNano: bigint;
  /** Set aside for requests that are under way. */
  heldNano: bigint;
  createdAt: number;
  lastUsedAt: number | null;
  rotatedAt: number | null;
  /** The secret before the last rotation while it still works, and when a program last came with it. */
  oldSecret: { until: number; lastUsedAt: number | null } | null;
}

/** What a buyer lets be spent of the account's money, by whatever device or key. */
export interface SpendingRules {
  /** No allowance ahead: the device signs before each answer, and keys spend nothing. */
  isStrict: boolean;
  /** The most that one answer may cost; null for no such cap. */
  capAnswerNano: bigint | null;
  /** The most that all answers of one day of UTC may cost; null for no such cap. */
  capDayNano: bigint | null;
}

/** Some of the rules; those left out stay as they are. */
export type SomeSpendingRules = { [Rule in keyof SpendingRules]?: SpendingRules[Rule] | undefined };

export interface CreateKeyInput extends SomeKeyRules {
  name: string;
}

export interface ChangeKeyInput extends SomeKeyRules {
  id: string;
  name?: string | undefined;
}

/** For how long the old secret goes on working after a rotation, in milliseconds. */
export const ROTATION_GRACES_MS = [0, 3_600_000, 86_400_000] as const;

export interface RotateKeyInput {
  id: string;
  graceMs: (typeof ROTATION_GRACES_MS)[number];
}

/** A new key, or a new secret of one: the only time that it is shown. */
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
