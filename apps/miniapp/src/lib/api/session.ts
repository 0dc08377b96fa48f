/** Who is logged in on this page, kept over reloads and no longer than the tab. */
export interface Session {
  token: string;
  expiresAt: number;
  /** Whom the token was given to: another person in the same tab must log in for themselves. */
  subject: string;
}

const STORED = 'spindle.session';
let current: Session | null = null;

export const sessionToken = (): string | null => current?.token ?? null;

/** Takes up the stored session if it is this person's and still good. */
export function resumeSession(subject: string | null, nowMs: number, storage: Pick<Storage, 'getItem'>): boolean {
  const stored = parseSession(storage.getItem(STORED));
  const isUsable = stored !== null && stored.expiresAt > nowMs && (subject === null || stored.subject === subject);
  current = isUsable ? stored : null;
  return isUsable;
}

export function beginSession(session: Session, storage: Pick<Storage, 'setItem'>): void {
  current = session;
  storage.setItem(STORED, JSON.stringify(session));
}

export function endSession(storage: Pick<Storage, 'removeItem'>): void {
  current = null;
  storage.removeItem(STORED);
}

function parseSession(text: string | null): Session | null {
  if (!text) return null;
  try {
    const { token, expiresAt, subject } = JSON.parse(text);
    const isSession = typeof token === 'string' && typeof expiresAt === 'number' && typeof subject === 'string';
    return isSession ? { token, expiresAt, subject } : null;
  } catch {
    return null;
  }
}
