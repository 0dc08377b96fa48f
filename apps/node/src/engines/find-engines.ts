import { DIALECTS, dialectOf } from './adapters.ts';
import type { FoundEngine } from './facts.ts';
import { listModels } from './http/list-models.ts';
import { serverAt } from './http/server.ts';

/** An engine on this machine answers at once, or is too busy to be found. */
const PATIENCE_MS = 1_500;

/** Where engines usually listen on this machine. */
export const usualUrls = (): string[] => {
  const ports = new Set(Object.values(DIALECTS).flatMap(({ ports }) => ports));
  return [...ports].map((port) => `http://127.0.0.1:${port}/v1`);
};

/**
 * The engines that listen on this machine, with what each tells of itself and of its models. All places are asked at the
 * same time; the whole takes a few seconds at most. One that wants a key, or has no model yet, is not found.
 * @param urls instead of the usual places.
 */
export async function findEngines(urls: readonly string[] = usualUrls()): Promise<FoundEngine[]> {
  const found = await Promise.all(urls.map((url) => lookAt(url)));
  return found.flatMap((engine) => engine ?? []);
}

/** @returns null when no engine answers there. */
export async function lookAt(url: string, key: string | null = null): Promise<FoundEngine | null> {
  const server = serverAt(url, key);
  const listed = await listModels(server, PATIENCE_MS);
  if (!listed.ok || listed.value.length === 0) return null;
  const dialect = dialectOf(listed.value);
  const [only, ...others] = listed.value;
  const { version, models } = await dialect
    .attach(server)
    .describe(listed.value, others.length === 0 && only ? only.id : null);
  return { kind: dialect.kind, url: server.url, version, models };
}
