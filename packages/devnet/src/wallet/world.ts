import type { Mailboxes } from '../bridge/index.ts';
import type { LocalChain, Switches } from '../chain/index.ts';
import type { Desk } from './desk.ts';
import type { Wallets } from './dev-wallet.ts';
import type { ConnectView, SiteView, TransferView } from './views.ts';

/** What a question at the desk shows. */
export interface QuestionView {
  site: SiteView;
  ask: ConnectView | TransferView;
}

/** What the wallet's parts share. */
export interface WalletWorld {
  chain: LocalChain;
  switches: Switches;
  wallets: Wallets;
  desk: Desk<QuestionView>;
  mailboxes: Mailboxes;
  log: (line: string) => void;
}

/** A question that waits at the desk under `id`, or no question at all: then there is only the answer. */
export interface Asked<Answer> {
  id: string | null;
  answer: Promise<Answer>;
}

export const atOnce = <Answer>(answer: Answer): Asked<Answer> => ({ id: null, answer: Promise.resolve(answer) });
