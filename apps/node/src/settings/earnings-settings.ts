import { fail, ok, parseCoins, type Result } from '@spindle/shared';
import { readAddress } from '@spindle/ton/channel';
import { DEFAULT_LIMIT_NANO, type EarningsSettings } from '../earnings/earnings-settings.ts';

/** The settings of earnings as they are written, by the names of their flags. */
export type EarningsTexts = Partial<Record<'exposure-limit' | 'payout-wallet' | 'ton-api' | 'ton-api-key', string>>;

/** What the owner decides of the money; flags go before the file. Refusal: `node_setting`. */
export function readEarningsSettings(flags: EarningsTexts, file: EarningsTexts): Result<EarningsSettings> {
  const given = { ...file, ...flags };
  const limit = readLimit(given['exposure-limit']);
  if (limit === undefined) {
    return fail('node_setting', { name: '--exposure-limit', hint: 'coins, such as 0.5, or off' });
  }
  const wallet = given['payout-wallet'];
  const read = wallet === undefined ? null : readAddress(wallet);
  if (wallet !== undefined && !read) {
    return fail('node_setting', { name: '--payout-wallet', hint: 'the address of your wallet, such as UQ…' });
  }
  const url = given['ton-api'];
  const isUrl = url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
  if (!isUrl) return fail('node_setting', { name: '--ton-api', hint: 'such as https://toncenter.com' });
  return ok({
    limitNano: limit,
    payoutWallet: read?.address ?? null,
    tonApi: url === undefined ? null : { url: url.replace(/\/+$/, ''), key: given['ton-api-key'] ?? null },
  });
}

/** @returns undefined when the text is none. */
function readLimit(text: string | undefined): bigint | null | undefined {
  if (text === undefined) return DEFAULT_LIMIT_NANO;
  return text === 'off' ? null : (parseCoins(text) ?? undefined);
}
