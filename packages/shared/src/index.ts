export * from './bytes.ts';
export { type Canonical, canonicalJson } from './canonical-json.ts';
export { blendedMicroUsdPerMTok, CLOUD_BLEND, percentOfCloud } from './cloud-price.ts';
export { COIN } from './coin.ts';
export {
  batchPrice,
  costNano,
  feeNano,
  type TokenCount,
  type TokenPrice,
  termsCostNano,
  worstCostNano,
} from './cost.ts';
export * from './documents/index.ts';
export { END_KINDS, type EndKind, type StreamEnd } from './ends.ts';
export { type LosingPrice, losingPrices } from './engine-cost.ts';
export {
  ERRORS,
  type ErrorCode,
  type ErrorWords,
  errorEntry,
  errorText,
  fillWords,
  isErrorCode,
  type Language,
} from './errors/index.ts';
export { type AccountId, type JobId, type ListingId, type NodeId, uuidv7 } from './ids.ts';
export { judgeBatchLine, type LineJudgement } from './judge-batch-line.ts';
export {
  coinsText,
  divideUp,
  type MicroUsd,
  microUsd,
  NANO_PER_COIN,
  type Nano,
  nano,
  nanoToUsd,
  parseCoins,
  parseUsd,
  usdText,
  usdToNano,
} from './money.ts';
export { plainModelName } from './plain-model-name.ts';
export {
  ABILITIES,
  type Ability,
  DATA_POLICIES,
  type DataPolicy,
  meetsDataPolicy,
  REQUEST_KINDS,
  type RequestKind,
  SERVICE_CLASSES,
  type ServiceClass,
} from './request-kinds.ts';
export { assertNever, type Fault, FaultError, fail, ok, type Result, unwrap } from './result.ts';
export { KEY_SCOPES, type KeyScope } from './scopes.ts';
export {
  numberFormat,
  shownCoins,
  shownCoinsInUsd,
  shownCoinsNumber,
  shownUsd,
  shownUsdInCoins,
} from './shown-amounts.ts';
export { type NameTrick, seenName, trickInName } from './shown-names.ts';
export type { SigningKey } from './signing-key.ts';
export {
  ENVIRONMENTS,
  type Environment,
  meetsTier,
  POLICIES,
  type Policy,
  strongerTier,
  TIERS,
  type Tier,
  weakestOf,
} from './tiers.ts';
