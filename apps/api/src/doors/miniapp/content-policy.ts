/**
 * What a page of the Mini App may load. No script but our own: Telegram's is part of the build. Telegram's web clients
 * may frame us; wallets' bridges and icons are on hosts of their own, so connections and pictures go by https. Inline
 * styles are React's and TonConnect's. docs/adr/0045 says what that leaves open.
 * @param devWalletUrl of the local world, whose wallet may then run scripts and frames; null in production.
 */
export function contentPolicy(devWalletUrl: string | null): string {
  const wallet = devWalletUrl ? ` ${new URL(devWalletUrl).origin}` : '';
  return [
    "default-src 'none'",
    `script-src 'self'${wallet}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: https:${wallet}`,
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' https:${wallet}`,
    `frame-src ${wallet.trim() || "'none'"}`,
    "frame-ancestors 'self' https://web.telegram.org https://*.telegram.org",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
