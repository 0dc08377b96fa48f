/** What the approval window shows. Amounts are coins in decimal, addresses as people read them. */
export interface RequestView {
  id: string;
  wallet: string;
  expiresAtMs: number;
  site: SiteView;
  ask: ConnectView | TransferView;
}

export interface SiteView {
  name: string;
  domain: string;
  iconUrl: string;
  /** Set when the site introduces itself as another one. */
  claimsToBe: string | null;
}

export interface ConnectView {
  kind: 'connect';
  address: string;
  /** Text that the wallet is asked to sign with its address and the site's domain; null when it is not. */
  proofPayload: string | null;
}

export interface TransferView {
  kind: 'transfer';
  messages: MessageView[];
  balanceBefore: string;
  balanceAfter: string;
  /** All fees of the network, of everything that the transaction causes. */
  fee: string;
  problem: Problem | null;
}

export interface MessageView {
  to: string;
  amount: string;
  meaning: Meaning;
}

export type Meaning =
  | { kind: 'plain' }
  | { kind: 'comment'; text: string }
  /** Into a payment channel. `own`: the wallet is its payer, so the rest comes back to it. */
  | { kind: 'deposit'; amount: string; deploys: boolean; own: boolean }
  | { kind: 'claim' | 'closeNow' | 'requestClose' | 'finishClose' | 'cancelClose' }
  | { kind: 'call'; opcode: string | null };

export type Problem =
  | { kind: 'balance'; missing: string }
  | { kind: 'refused'; exitCode: number; en: string | null; ru: string | null };
