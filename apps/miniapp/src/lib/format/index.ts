export {
  shownCoins as coins,
  shownCoinsInUsd as coinsInUsd,
  shownCoinsNumber as coinsNumber,
  shownUsd as usd,
  shownUsdInCoins as usdInCoins,
} from '@spindle/shared';
export { friendlyAddress } from './friendly-address.ts';
export { engineName, shortened } from './names.ts';
export { contextLength, measured, parameters, whole } from './numbers.ts';
export { readableFacts } from './readable-facts.ts';
export { countdown, duration, moment, period, shortDay, waited } from './times.ts';
