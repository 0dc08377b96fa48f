/** What Telegram puts into the address when it opens a Mini App. */
export interface Launch {
  /** Signed by Telegram; exchanged once for a session. Empty where Telegram does not say who came, as from an inline result. */
  initData: string;
  /** Version of the Bot API that this client speaks, like `9.1`. */
  version: string;
  platform: string;
  themeParams: Record<string, string>;
  /** Of the user who opened the app: to show, never to trust. */
  userId: string;
  languageCode: string | null;
  /** What stood behind `?startapp=` of the link that opened the app; null after a reload, which leads where it was. */
  startParam: string | null;
}

/** The SDK's own key: it reads the launch from here when the address no longer holds it. */
const STORED = '__telegram__initParams';

/**
 * Reads the launch from the address's hash, or after a reload from what the SDK stored.
 * @returns null outside Telegram.
 */
export function readLaunch(hash: string, storage: Pick<Storage, 'getItem' | 'setItem'>): Launch | null {
  const fromHash = new URLSearchParams(hash.replace(/^#/, ''));
  if (fromHash.has('tgWebAppVersion')) {
    storage.setItem(STORED, JSON.stringify(Object.fromEntries(fromHash)));
    return { ...toLaunch(fromHash), startParam: fromHash.get('tgWebAppStartParam') };
  }
  const stored = parseRecord(storage.getItem(STORED));
  return stored.tgWebAppVersion ? toLaunch(new URLSearchParams(stored)) : null;
}

function toLaunch(params: URLSearchParams): Launch {
  const initData = params.get('tgWebAppData') ?? '';
  const user = parseRecord(new URLSearchParams(initData).get('user'));
  return {
    initData,
    version: params.get('tgWebAppVersion') ?? '6.0',
    platform: params.get('tgWebAppPlatform') ?? 'unknown',
    themeParams: parseRecord(params.get('tgWebAppThemeParams')),
    userId: user.id ?? '',
    languageCode: user.language_code ?? null,
    startParam: null,
  };
}

/** A flat JSON object with its values as text; empty when the text is no such thing. */
function parseRecord(text: string | null): Record<string, string> {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, String(member)]));
  } catch {
    return {};
  }
}

/** True when `version` is at least `needed`; both like `9.1`. */
export function isVersionAtLeast(version: string, needed: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}
