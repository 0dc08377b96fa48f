import { createServer } from 'node:http';
import type { Devnet } from '../index.ts';
import type { RequestView } from './views.ts';

/** What the tests of both bridges share: a site with a manifest, and the person who decides. */
export interface Site {
  origin: string;
  domain: string;
  manifestUrl: string;
  stop(): void;
}

/** A site that introduces itself. */
export async function openSite(): Promise<Site> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ url: site.origin, name: 'Test market', iconUrl: `${site.origin}/icon.png` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const domain = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const origin = `http://${domain}`;
  const site = { origin, domain, manifestUrl: `${origin}/tonconnect-manifest.json`, stop: () => void server.close() };
  return site;
}

export async function postJson(devnet: Devnet, path: string, body: object, origin?: string) {
  const headers: Record<string, string> = origin ? { origin } : {};
  const response = await fetch(`${devnet.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, json: await response.json() };
}

/** The person: looks at what waits for a wallet and decides. */
export class Person {
  constructor(
    private readonly devnet: Devnet,
    private readonly wallet = 'main',
  ) {}

  /** What a wallet's page shows. */
  async look(): Promise<{ address: string; balance: string; sites: { id: string }[]; requests: string[] }> {
    return (await postJson(this.devnet, '/wallet/api/state', { wallet: this.wallet })).json;
  }

  /** Waits for a request, decides it, and tells what its window showed. */
  async decide(approved: boolean): Promise<RequestView> {
    for (let tries = 0; tries < 200; tries++) {
      const [id] = (await this.look()).requests;
      if (id) {
        const view = await (await fetch(`${this.devnet.url}/wallet/api/requests/${id}`)).json();
        await postJson(this.devnet, `/wallet/api/requests/${id}`, { approved });
        return view;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('nothing was asked');
  }
}
