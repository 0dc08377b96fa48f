export { coins, coinsInUsd, coinsNumber, usd, usdInCoins } from './amounts.ts';
export { shortened } from './names.ts';
export { contextLength, measured, parameters, whole } from './numbers.ts';
export { countdown, duration, moment, shortDay, waited } from './times.ts';
