import { ok } from '@spindle/shared';
import * as accounts from '../../modules/accounts/index.ts';
import { shownCloudPrices } from '../../modules/catalog/index.ts';
import * as listings from '../../modules/listings/index.ts';
import { appointAdmins } from '../../modules/moderation/index.ts';
import { bindModeration } from './bind-moderation.ts';
import type { PeopleDeps } from './people-deps.ts';
import type { EarnServices, MiniAppServices } from './services.ts';

export type { PeopleDeps } from './people-deps.ts';

export interface PeopleServices extends Pick<MiniAppServices, 'accounts' | 'keys' | 'admin' | 'review'> {
  market: Omit<MiniAppServices['market'], 'proof' | 'demand'>;
  earn: Omit<EarnServices, 'joinCode' | 'summary' | 'pairing' | 'confirmPairing' | 'refusePairing'>;
}

/** Binds the use cases of accounts, listings and moderation for the routes. */
export function bindPeopleServices(deps: PeopleDeps): PeopleServices {
  return {
    accounts: {
      logInWithTelegram: async (input) => {
        const login = await accounts.logInWithTelegram(deps, input);
        return login.ok ? ok(await withAppointment(deps, login.value)) : login;
      },
      logInAsDeveloper: (input) => accounts.logInAsDeveloper(deps, input),
      me: (actor) => accounts.me(deps, actor),
      logOut: (token) => accounts.logOut(deps, token),
      becomeProvider: (actor) => accounts.becomeProvider(deps, actor),
      changeLanguage: (actor, input) => accounts.changeLanguage(deps, actor, input),
      makeWalletProofPayload: async (actor) => ok(accounts.makeWalletProofPayload(deps, actor)),
      proveWallet: (actor, input) => accounts.proveWallet(deps, actor, input),
      forgetWallet: (actor) => accounts.forgetWallet(deps, actor),
    },
    keys: {
      list: (actor) => accounts.listApiKeys(deps, actor),
      create: (actor, input) => accounts.createApiKey(deps, actor, input),
      change: (actor, input) => accounts.changeApiKey(deps, actor, input),
      rotate: (actor, input) => accounts.rotateApiKey(deps, actor, input),
      endOldSecret: (actor, input) => accounts.endOldSecret(deps, actor, input),
      revoke: (actor, input) => accounts.revokeApiKey(deps, actor, input),
    },
    market: {
      cloudPrices: () => shownCloudPrices({ ...deps, env: deps.config.env }),
      models: (input) => listings.marketModels(deps, input),
      model: (input) => listings.marketModel(deps, input),
      offers: (input) => listings.offersPage(deps, input),
      listing: (input) => listings.marketListing(deps, input),
      prices: (input) => listings.priceHistory(deps, input),
      others: (input) => listings.otherListings(deps, input),
    },
    earn: {
      catalog: async () => ok(await listings.earnCatalog(deps)),
      create: (actor, input) => listings.createListing(deps, actor, input),
      listings: (actor) => listings.listListings(deps, actor),
      listing: (actor, input) => listings.getListing(deps, actor, input),
      setOffers: (actor, input) => listings.setOffers(deps, actor, input),
      pause: (actor, input) => listings.pauseListing(deps, actor, input),
      resume: (actor, input) => listings.resumeListing(deps, actor, input),
      withdraw: (actor, input) => listings.withdrawListing(deps, actor, input),
    },
    ...bindModeration(deps),
  };
}

/** Whom the deployment names as an admin becomes one by logging in, and finds it so at once. */
async function withAppointment(deps: PeopleDeps, login: accounts.LogIn): Promise<accounts.LogIn> {
  const { me } = login;
  const appointed = await appointAdmins(deps);
  return appointed.includes(me.accountId) ? { ...login, me: { ...me, roles: [...me.roles, 'admin'] } } : login;
}
