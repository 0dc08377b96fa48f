import { bridgeRoutes, Mailboxes } from '../bridge/index.ts';
import type { LocalChain, Switches } from '../chain/index.ts';
import type { Route } from '../http/index.ts';
import { assetRoutes } from './assets.ts';
import { Desk } from './desk.ts';
import { Wallets } from './dev-wallet.ts';
import { HttpSessions } from './http-sessions.ts';
import { JsDoor } from './js-door.ts';
import { pageRoutes } from './page-door.ts';
import type { QuestionView } from './world.ts';

export type { RequestView } from './views.ts';

export interface WalletOptions {
  chain: LocalChain;
  switches: Switches;
  walletsDir: string;
  log: (line: string) => void;
}

/** The dev wallet: TonConnect by both bridges, and the pages where the person decides. */
export async function openWallets(options: WalletOptions): Promise<{ routes: Route[]; close(): void }> {
  const { chain, switches, walletsDir, log } = options;
  const mailboxes = new Mailboxes();
  const desk = new Desk<QuestionView>();
  const world = { chain, switches, wallets: new Wallets(walletsDir, chain), desk, mailboxes, log };
  const sessions = new HttpSessions(world);
  await sessions.resume(walletsDir);
  const js = new JsDoor(world);
  return {
    routes: [...bridgeRoutes(mailboxes), ...js.routes(), ...pageRoutes({ world, sessions, js }), ...assetRoutes()],
    close() {
      sessions.close();
      desk.close();
    },
  };
}
