// For the server alone: it brings the exchange's SDK. Neither the Mini App nor a node may load it.
export { createStonSwap, type StonRoute, type StonSwapOptions } from './ston-swap.ts';
export type { SwapOrder, SwapProvider, SwapQuote } from './swap-provider.ts';
