import { readdirSync } from 'node:fs';
import { Base64, type ConnectEvent, hexToByteArray, SessionCrypto } from '@tonconnect/protocol';
import { disconnectEvent } from './answers.ts';
import { answerRequest } from './app-request.ts';
import { connect } from './connect.ts';
import type { DevWallet } from './dev-wallet.ts';
import type { Site } from './wallet-file.ts';
import type { Asked, WalletWorld } from './world.ts';

const TTL_SECONDS = 300;

/** The wallet's end of TonConnect's HTTP bridge: sealed sessions with sites that were opened by a link. */
export class HttpSessions {
  /** By the site's public key: stops listening. */
  private readonly listening = new Map<string, () => void>();

  constructor(private readonly world: WalletWorld) {}

  /** Goes on with the sessions of an earlier run. */
  async resume(walletsDir: string): Promise<void> {
    for (const file of readdirSync(walletsDir).filter((name) => name.endsWith('.json'))) {
      const wallet = await this.world.wallets.open(file.slice(0, -'.json'.length));
      for (const site of wallet?.sites ?? []) if (wallet && site.session) this.listen(wallet, site);
    }
  }

  /**
   * Opens a universal link: `…?v=2&id=<public key of the site's session>&r=<ConnectRequest>`.
   * @returns null when it is no such link.
   */
  async openLink(wallet: DevWallet, link: string): Promise<Asked<ConnectEvent> | null> {
    const query = queryOf(link);
    const appId = query?.get('id') ?? '';
    if (query?.get('v') !== '2' || !/^[0-9a-f]{64}$/.test(appId)) return null;
    const crypto = new SessionCrypto();
    const session = crypto.stringifyKeypair();
    const asked = await connect(
      this.world,
      wallet,
      { bridge: 'http', appId, session },
      parseJson(query.get('r') ?? ''),
    );
    asked.answer.then(
      (event) => {
        this.send(crypto, appId, event);
        const site = wallet.findSite(appId);
        if (event.event === 'connect' && site) this.listen(wallet, site);
      },
      (error) => this.world.log(`a link could not be answered: ${error}`),
    );
    return asked;
  }

  /** Ends a session from the wallet's side. */
  disconnect(wallet: DevWallet, site: Site): void {
    if (site.session) this.send(new SessionCrypto(site.session), site.id, disconnectEvent());
    this.stopListening(site.id);
    wallet.forget(site.id);
  }

  close(): void {
    for (const id of [...this.listening.keys()]) this.stopListening(id);
  }

  private listen(wallet: DevWallet, site: Site): void {
    if (!site.session) return;
    const crypto = new SessionCrypto(site.session);
    this.stopListening(site.id);
    const stop = this.world.mailboxes.listen([crypto.sessionId], 0, ({ from, message }) => {
      if (from !== site.id) return;
      const request = open(crypto, from, message);
      if (request === null) return;
      answerRequest(this.world, wallet, site.id, request).answer.then(
        (reply) => {
          this.send(crypto, site.id, reply);
          if (!wallet.findSite(site.id)) this.stopListening(site.id);
        },
        (error) => this.world.log(`a request of ${site.name} could not be answered: ${error}`),
      );
    });
    this.listening.set(site.id, stop);
  }

  private stopListening(id: string): void {
    this.listening.get(id)?.();
    this.listening.delete(id);
  }

  private send(crypto: SessionCrypto, to: string, content: unknown): void {
    const message = Base64.encode(crypto.encrypt(JSON.stringify(content), hexToByteArray(to)));
    this.world.mailboxes.post({ from: crypto.sessionId, to, message, ttlSeconds: TTL_SECONDS });
  }
}

/** What a letter says; null when it was not sealed for this session. */
function open(crypto: SessionCrypto, from: string, message: string): unknown {
  try {
    return JSON.parse(crypto.decrypt(Base64.decode(message).toUint8Array(), hexToByteArray(from)));
  } catch {
    return null;
  }
}

function queryOf(link: string): URLSearchParams | null {
  const at = link.indexOf('?');
  return at < 0 ? null : new URLSearchParams(link.slice(at));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
