import type { DemoWorld } from '../world/demo.ts';
import { logIn, type MarketClient } from '../world/market-client.ts';

export interface TwoAdmins {
  /** Whose screens are taken. */
  ada: MarketClient;
  /** The provider, who is an admin too from then on: what one admin began another decides. */
  pavel: MarketClient;
}

/** Makes the demo provider an admin, once. */
export async function twoAdmins({ api, logins }: DemoWorld): Promise<TwoAdmins> {
  const secret = logins.provider.split('#dev=provider.')[1] ?? '';
  const [ada, pavel] = await Promise.all([logIn(api, secret, 'admin'), logIn(api, secret, 'provider')]);
  const { accountId, roles } = await pavel.auth.me.query();
  const reason = 'The second pair of eyes: what one lets in another has proposed.';
  if (!roles.includes('admin')) await ada.admin.changeRole.mutate({ accountId, role: 'admin', has: true, reason });
  return { ada, pavel };
}
