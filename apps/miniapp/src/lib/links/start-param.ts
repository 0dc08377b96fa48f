/** Where a link to the Mini App leads. */
export type LinkTarget =
  | { kind: 'home' }
  | { kind: 'model'; modelId: string }
  | { kind: 'listing'; listingId: string }
  /** One's own request with its receipt: others see nothing of it. */
  | { kind: 'request'; jobId: string }
  | { kind: 'pair'; code: string }
  | { kind: 'admin'; section: string; id: string | null };

/** What `?startapp=` may hold (core.telegram.org/bots/webapps#direct-link-mini-apps): letters, digits, `_` and `-`. */
const ALLOWED = /^[\w-]{1,512}$/;
const REFERRER = /(?:^|-)ref_([0-9a-f]{32})$/;

/** What stands behind `?startapp=` of a link. @param referrerId whose link it is; remembered when a new person comes by it. */
export function startParamOf(target: LinkTarget, referrerId: string | null = null): string {
  const parts = [wordOf(target), referrerId && `ref_${referrerId.replaceAll('-', '')}`];
  return parts.filter(Boolean).join('-');
}

/** A link that Telegram opens the Mini App by. */
export const telegramLink = (bot: string, target: LinkTarget, referrerId: string | null = null): string =>
  `https://t.me/${bot}?startapp=${startParamOf(target, referrerId)}`;

export interface Opened {
  /** The address within the app; null where the link names none that we know. */
  path: string | null;
  referrerId: string | null;
}

/** Reads what a link brought. Anybody may have written it: what it leads to asks for its own rights. */
export function readStartParam(param: string): Opened {
  if (!ALLOWED.test(param)) return { path: null, referrerId: null };
  const referrer = REFERRER.exec(param);
  const word = referrer ? param.slice(0, referrer.index) : param;
  return { path: pathOf(word), referrerId: referrer?.[1] ? dashed(referrer[1]) : null };
}

function wordOf(target: LinkTarget): string {
  switch (target.kind) {
    case 'home':
      return '';
    case 'model':
      return `model_${toBase64Url(target.modelId)}`;
    case 'listing':
      return `listing_${target.listingId.replaceAll('-', '')}`;
    case 'request':
      return `request_${target.jobId.replaceAll('-', '')}`;
    case 'pair':
      return `pair_${target.code}`;
    case 'admin':
      return `admin_${target.section}${target.id === null ? '' : `_${target.id}`}`;
  }
}

function pathOf(word: string): string | null {
  const [, kind = '', rest = ''] = /^([a-z]+)_(.+)$/.exec(word) ?? [];
  const id = /^[0-9a-f]{32}$/.test(rest) ? dashed(rest) : null;
  if (kind === 'model') return modelPath(fromBase64Url(rest));
  if (kind === 'listing') return id && `/listings/${id}`;
  if (kind === 'request') return id && `/build?request=${id}`;
  if (kind === 'pair') return /^\w{1,40}$/.test(rest) ? `/pair/${rest}` : null;
  const [, section, item] = kind === 'admin' ? (/^([a-z]{1,20})(?:_([\w-]{1,64}))?$/.exec(rest) ?? []) : [];
  if (!section) return null;
  return item ? `/admin/${section}/${item}` : `/admin/${section}`;
}

const modelPath = (modelId: string | null) => modelId && `/model?id=${encodeURIComponent(modelId)}`;

const dashed = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const toBase64Url = (text: string): string =>
  btoa(String.fromCodePoint(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function fromBase64Url(text: string): string | null {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (byte) => byte.codePointAt(0) ?? 0));
  } catch {
    return null;
  }
}
