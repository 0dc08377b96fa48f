import { randomBytes } from 'node:crypto';
import { chmod, stat } from 'node:fs/promises';
import { type Signer, signerFromSeed } from '@spindle/sealed/node';
import { fail, ok, type Result } from '@spindle/shared';
import * as z from 'zod/mini';
import { type Home, readIfThere, systemReason, writeWhole } from './home.ts';

const OWNER_ONLY = 0o600;
const IdentityFile = z.object({ v: z.literal(1), seed: z.string().check(z.regex(/^[0-9a-f]{64}$/)) });

/**
 * The key by which the market knows this machine: made once, kept in a file that only its user can read. Whoever has the
 * file is this node. Refusal: `node_home`.
 */
export async function openIdentity(home: Home): Promise<Result<Signer>> {
  try {
    const text = await readIfThere(home.identity);
    if (text === null) return ok(await makeIdentity(home));
    const file = IdentityFile.safeParse(JSON.parse(text));
    if (!file.success) return fail('node_home', { home: home.path, reason: 'identity.json is damaged' });
    if (((await stat(home.identity)).mode & 0o077) !== 0) await chmod(home.identity, OWNER_ONLY);
    return ok(signerFromSeed(file.data.seed));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'identity.json is damaged' : systemReason(error);
    return fail('node_home', { home: home.path, reason });
  }
}

async function makeIdentity(home: Home): Promise<Signer> {
  const seed = randomBytes(32).toString('hex');
  await writeWhole(home.identity, `${JSON.stringify({ v: 1, seed })}\n`, OWNER_ONLY);
  return signerFromSeed(seed);
}
