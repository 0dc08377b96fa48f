import { fail, ok, type Result, uuidv7 } from '@spindle/shared';
import { type BatchesDeps, KEEP_MS } from './deps.ts';
import { PART_BYTES } from './file-parts.ts';
import { deleteFile, insertFile, insertPart, markStored, storedBytes } from './files.repo.ts';
import { gatherParts } from './gather-parts.ts';
import { toFileId } from './ids.ts';
import { fileSeal, NAME_PLACE, newSalt, partPlace } from './seals.ts';
import type { Caller, FileInput, FileView } from './shapes.ts';

type Deps = Pick<BatchesDeps, 'db' | 'clock' | 'limits'>;

/**
 * Stores a file as it comes, encrypted part by part; never more than two parts are in memory. What is refused, or breaks
 * off, leaves nothing. Refusals: `too_large`, `file_quota`.
 */
export async function storeFile(deps: Deps, caller: Caller, input: FileInput): Promise<Result<FileView>> {
  const { db, clock, limits } = deps;
  const { accountId, apiKeyId, apiKeyText } = caller;
  const already = await storedBytes(db.pool, accountId);
  const quota = fail('file_quota', { limitMb: Math.floor(limits.maxStoredBytes / 1024 ** 2) });
  if (already >= limits.maxStoredBytes) return quota;
  const createdAtMs = clock.nowMs();
  const file = { id: uuidv7(createdAtMs), salt: newSalt() };
  const seal = fileSeal(apiKeyText, file);
  const times = { created_at: new Date(createdAtMs), expires_at: new Date(createdAtMs + KEEP_MS) };
  const row = { account_id: accountId, ...file, api_key_id: apiKeyId, ...times };
  await insertFile(db.pool, { ...row, name: seal.seal(NAME_PLACE, Buffer.from(input.name)) });
  const size = { bytes: 0, parts: 0 };
  try {
    for await (const { bytes, isLast } of gatherParts(input.content, PART_BYTES)) {
      const part = size.parts++;
      size.bytes += bytes.length;
      if (size.bytes > limits.maxFileBytes)
        return await refused(fail('too_large', { limitKb: limits.maxFileBytes / 1024 }));
      if (already + size.bytes > limits.maxStoredBytes) return await refused(quota);
      const sealed = seal.seal(partPlace(part, isLast ? size.parts : Number.POSITIVE_INFINITY), bytes);
      await insertPart(db.pool, { accountId, fileId: file.id, part }, sealed);
    }
  } catch (error) {
    await deleteFile(db, accountId, file.id).catch(() => undefined);
    throw error;
  }
  await markStored(db.pool, { accountId, id: file.id }, size);
  const expiresAtMs = createdAtMs + KEEP_MS;
  return ok({ id: toFileId(file.id), name: input.name, bytes: size.bytes, purpose: 'batch', createdAtMs, expiresAtMs });

  async function refused<Refusal>(refusal: Refusal): Promise<Refusal> {
    await deleteFile(db, accountId, file.id);
    return refusal;
  }
}
