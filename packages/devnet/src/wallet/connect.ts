import {
  CONNECT_EVENT_ERROR_CODES,
  CONNECT_ITEM_ERROR_CODES,
  type ConnectEvent,
  type ConnectItemReply,
} from '@tonconnect/protocol';
import * as z from 'zod/mini';
import { connectError, DEVICE, nextEventId } from './answers.ts';
import type { DevWallet } from './dev-wallet.ts';
import { fetchManifest, type Manifest } from './manifest.ts';
import { WALLET_NETWORK } from './signer.ts';
import type { Site } from './wallet-file.ts';
import { type Asked, atOnce, type WalletWorld } from './world.ts';

const LIFE_MS = 5 * 60_000;

const ConnectRequestSchema = z.object({
  manifestUrl: z.string(),
  items: z.array(z.looseObject({ name: z.string(), payload: z.optional(z.string()), network: z.optional(z.string()) })),
});
type ConnectRequest = z.output<typeof ConnectRequestSchema>;

/** Who asks: the page's origin for the injected bridge; a session for the HTTP one, whose domain only its manifest tells. */
export type Asker =
  | { bridge: 'js'; origin: string }
  | { bridge: 'http'; appId: string; session: { publicKey: string; secretKey: string } };

/** Asks the person to let a site in. The answer is TonConnect's event, `connect` or `connect_error`. */
export async function connect(
  world: WalletWorld,
  wallet: DevWallet,
  asker: Asker,
  rawRequest: unknown,
): Promise<Asked<ConnectEvent>> {
  const parsed = ConnectRequestSchema.safeParse(rawRequest);
  if (!parsed.success) return atOnce(connectError(CONNECT_EVENT_ERROR_CODES.BAD_REQUEST_ERROR, 'Malformed request'));
  const network = parsed.data.items.find(({ name }) => name === 'ton_addr')?.network;
  if (network !== undefined && network !== WALLET_NETWORK)
    return atOnce(connectError(CONNECT_EVENT_ERROR_CODES.BAD_REQUEST_ERROR, `Network ${network} is not supported`));
  const found = await fetchManifest(parsed.data.manifestUrl);
  if (!found.ok) return atOnce(connectError(found.code, found.message));

  const site = siteOf(asker, found.manifest);
  const manifestDomain = new URL(found.manifest.url).host;
  const claimsToBe = manifestDomain === site.domain ? null : manifestDomain;
  const view = async () => ({
    site: { name: site.name, domain: site.domain, iconUrl: site.iconUrl, claimsToBe },
    ask: {
      kind: 'connect' as const,
      address: wallet.signer.address.toString({ bounceable: false }),
      proofPayload: parsed.data.items.find(({ name }) => name === 'ton_proof')?.payload ?? null,
    },
  });
  return world.desk.ask(wallet.name, LIFE_MS, view, async (approved): Promise<ConnectEvent> => {
    if (!approved) return connectError(CONNECT_EVENT_ERROR_CODES.USER_REJECTS_ERROR, 'The person declined to connect');
    const items = await replyTo(wallet, parsed.data, site.domain);
    wallet.letIn(site);
    return { event: 'connect', id: nextEventId(), payload: { items, device: DEVICE } };
  });
}

/** The answer to a page that was let in before: the address only, since no proof was asked for. */
export function restore(wallet: DevWallet, siteId: string): ConnectEvent {
  if (!wallet.findSite(siteId)) return connectError(CONNECT_EVENT_ERROR_CODES.UNKNOWN_APP_ERROR, 'Unknown app');
  return { event: 'connect', id: nextEventId(), payload: { items: [addressItem(wallet)], device: DEVICE } };
}

function siteOf(asker: Asker, manifest: Manifest): Site {
  const { name, iconUrl, url } = manifest;
  const common = { name, iconUrl, connectedAtMs: Date.now() };
  if (asker.bridge === 'js')
    return { ...common, bridge: 'js', id: asker.origin, domain: new URL(asker.origin || url).host };
  return { ...common, bridge: 'http', id: asker.appId, domain: new URL(url).host, session: asker.session };
}

async function replyTo(wallet: DevWallet, { items }: ConnectRequest, domain: string): Promise<ConnectItemReply[]> {
  const replies: ConnectItemReply[] = [];
  for (const { name, payload } of items) {
    if (name === 'ton_addr') replies.push(addressItem(wallet));
    if (name !== 'ton_proof') continue;
    if (payload === undefined) {
      const error = { code: CONNECT_ITEM_ERROR_CODES.UNKNOWN_ERROR, message: 'ton_proof needs a payload' };
      replies.push({ name, error });
      continue;
    }
    // By the machine's clock: the site compares it with its own, whatever the chain's says.
    replies.push({ name, proof: await wallet.signer.prove(domain, payload, Math.floor(Date.now() / 1000)) });
  }
  return replies;
}

function addressItem({ signer }: DevWallet): ConnectItemReply {
  return {
    name: 'ton_addr',
    address: signer.address.toRawString(),
    network: WALLET_NETWORK,
    publicKey: signer.publicKey,
    walletStateInit: signer.stateInit,
  };
}
