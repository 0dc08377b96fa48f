import * as z from 'zod';

/** A Telegram user, as far as the market cares. */
const UserSchema = z.object({
  id: z.number().int().positive(),
  first_name: z.string().max(256),
  username: z.string().max(64).optional(),
  language_code: z.string().max(35).optional(),
  is_bot: z.literal(false).optional(),
});

export interface InitData {
  fields: ReadonlyMap<string, string>;
  user: z.output<typeof UserSchema>;
  authDateMs: number;
}

/**
 * Reads a Mini App's launch data (core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app), unverified.
 * The signed text joins `name=value` by line breaks, so a name that is not plain, a name that comes twice and a value
 * with a line break are refused: each would let one signature fit two readings.
 * @returns null when it is not launch data of a person.
 */
export function readInitData(text: string): InitData | null {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name) || !/^[a-z_]+$/.test(name) || /[\n\r]/.test(value)) return null;
    fields.set(name, value);
  }
  const seconds = fields.get('auth_date') ?? '';
  const user = UserSchema.safeParse(parseJson(fields.get('user') ?? ''));
  if (!/^\d{1,11}$/.test(seconds) || !user.success) return null;
  return { fields, user: user.data, authDateMs: Number(seconds) * 1_000 };
}

/** The text that was signed: all fields but those left out, sorted, one per line. */
export function signedText({ fields }: InitData, leftOut: readonly string[]): string {
  return [...fields]
    .filter(([name]) => !leftOut.includes(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
