import type { Deps } from './deps.ts';
import type { MiniAppServices } from './doors/miniapp/index.ts';
import { reconciliation } from './modules/audit/index.ts';
import { earningsTotals } from './modules/earnings/index.ts';
import * as moderation from './modules/moderation/index.ts';

/** What admins do with the catalogue, fees and policy, allowed images, and see of the treasury. */
export function bindOffice(deps: Deps): Pick<MiniAppServices, 'policy' | 'catalogue' | 'treasury' | 'images'> {
  const { treasury, policy, allowList } = deps;
  const catalogue = { ...deps, catalog: deps.people.catalog };
  return {
    policy: {
      view: () => policy.view(),
      announce: (actor, input) => moderation.announcePolicy(deps, actor, input),
      cancel: (actor, input) => moderation.cancelPolicy(deps, actor, input),
    },
    catalogue: {
      view: () => moderation.catalogueView(catalogue),
      saveModel: (actor, input) => moderation.saveModel(catalogue, actor, input),
      saveHardware: (actor, input) => moderation.saveHardware(catalogue, actor, input),
      hide: (actor, input) => moderation.hideEntry(catalogue, actor, input),
      drop: (actor, input) => moderation.dropEntry(catalogue, actor, input),
      savePrice: (actor, input) => moderation.saveCloudPrice(catalogue, actor, input),
      renewPrice: (actor, input) => moderation.renewCloudPrice(catalogue, actor, input),
      removePrice: (actor, input) => moderation.removeCloudPrice(catalogue, actor, input),
    },
    images: {
      view: () => allowList.view(),
      machines: () => deps.evidence.board(),
      propose: (actor, input) => moderation.proposeImage(deps, actor, input),
      review: (actor, input) => moderation.reviewImage(deps, actor, input),
      revoke: (actor, input) => moderation.revokeImage(deps, actor, input),
    },
    treasury: {
      view: async () => {
        const [wallet, earnings, books] = await Promise.all([
          treasury.status(),
          earningsTotals(deps),
          reconciliation(deps),
        ]);
        if (!books.ok) return books;
        const { address, canSign } = treasury;
        return { ok: true, value: { address, canSign, wallet, earnings, books: books.value } };
      },
    },
  };
}
