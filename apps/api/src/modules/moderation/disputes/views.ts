import type { AdminDispute, DisputeView, ProviderDispute } from './shapes.ts';

/** What the opener sees: of the provider only what they answered. */
export function toOpenerView({ opener: _, provider: __, providerNano: ___, ...view }: AdminDispute): DisputeView {
  return view;
}

/** What the provider sees: not who asked, nor that anything was shown. */
export function toProviderView({ opener: _, provider: __, ...view }: AdminDispute): ProviderDispute {
  return { ...view, shown: null };
}
