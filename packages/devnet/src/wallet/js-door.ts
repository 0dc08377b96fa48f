import { type Answer, type EventStream, openEventStream, type Request, type Route } from '../http/index.ts';
import { disconnectEvent } from './answers.ts';
import { answerRequest } from './app-request.ts';
import { connect, restore } from './connect.ts';
import type { DevWallet } from './dev-wallet.ts';
import type { Asked, WalletWorld } from './world.ts';

/** What inject.js calls from a page: the wallet's end of TonConnect's injected bridge. */
export class JsDoor {
  private readonly streams = new Set<{ wallet: string; origin: string; stream: EventStream }>();

  constructor(private readonly world: WalletWorld) {}

  routes(): Route[] {
    const on = (path: string, work: (wallet: DevWallet, request: Request) => Promise<Answer> | Answer): Route => ({
      path: `/wallet/api/js/${path}`,
      answer: async (request) => {
        const wallet = await this.world.wallets.open(String(request.parameters.wallet ?? 'main'));
        return wallet ? work(wallet, request) : { status: 422, body: { error: 'no wallet can have this name' } };
      },
    });
    return [
      on('connect', async (wallet, { origin, parameters }) =>
        asked(await connect(this.world, wallet, { bridge: 'js', origin }, parameters.request)),
      ),
      on('restore', (wallet, { origin }) => ({ status: 200, body: { answer: restore(wallet, origin) } })),
      on('send', (wallet, { origin, parameters }) =>
        asked(answerRequest(this.world, wallet, origin, parameters.request)),
      ),
      on('disconnect', (wallet, { origin }) => {
        wallet.forget(origin);
        return { status: 200, body: {} };
      }),
      on('events', (wallet, { origin, response }) => {
        const listener = { wallet: wallet.name, origin, stream: openEventStream(response, () => this.drop(listener)) };
        this.streams.add(listener);
        return null;
      }),
    ];
  }

  /** Ends a connection from the wallet's side, and tells the open pages. */
  disconnect(wallet: DevWallet, origin: string): void {
    wallet.forget(origin);
    for (const listener of this.streams)
      if (listener.wallet === wallet.name && listener.origin === origin)
        listener.stream.send('message', JSON.stringify(disconnectEvent()));
  }

  private drop(listener: { wallet: string; origin: string; stream: EventStream }): void {
    this.streams.delete(listener);
  }
}

/** The page opens the approval window for `id` and fetches the answer there, or has it at once. */
async function asked({ id, answer }: Asked<unknown>): Promise<Answer> {
  return { status: 200, body: id === null ? { answer: await answer } : { id } };
}
