import { dialectFor, type EngineSettings, slotsOf } from './adapters.ts';
import { listModels } from './http/list-models.ts';
import { serverAt } from './http/server.ts';

/**
 * Answers at a time that an engine takes: what it tells, else what its program usually takes. One that is down now gets
 * the latter.
 */
export async function findSlots(settings: EngineSettings): Promise<number> {
  if (settings.kind === 'embedded') return slotsOf(settings);
  const server = serverAt(settings.url, settings.key);
  const listed = await listModels(server);
  if (!listed.ok) return slotsOf(settings);
  const dialect = dialectFor(settings.kind, listed.value);
  const [only, ...others] = listed.value;
  const name = settings.name ?? (others.length === 0 && only ? only.id : null);
  const { slots } = await dialect.attach(server).describe(listed.value, name);
  return slots ?? dialect.slots;
}
