import { basename } from 'node:path';
import { fail, ok, type Result } from '@spindle/shared';
import type { Asker } from '../cli/ask-once.ts';
import type { Printer } from '../cli/printer.ts';
import type { ModelSettings } from '../settings/model-settings.ts';
import { type Candidate, findCandidates } from './candidates.ts';
import { findModelFiles } from './find-model-files.ts';

/**
 * The engines to serve with: those that the owner named or that run here, else the embedded one with a GGUF file of this
 * machine, if the owner likes. Refusal: `engine_not_found`.
 */
export async function chooseEngines(
  given: readonly ModelSettings[],
  asker: Asker,
  printer: Printer,
): Promise<Result<Candidate[]>> {
  printer.begin('looking for engines');
  const candidates = await findCandidates(given);
  if (candidates.length > 0) {
    for (const candidate of candidates) tellEngine(candidate, printer);
    return ok(candidates);
  }
  const [file] = await findModelFiles();
  if (!file) return fail('engine_not_found');
  const question = `No engine runs here. Use llama.cpp inside this program with ${basename(file)}? [Y/n]`;
  const answer = await asker.ask(question, 'y');
  if (!/^y/i.test(answer)) return fail('engine_not_found');
  const embedded = await findCandidates([{ model: null, engine: { kind: 'embedded', file } }]);
  for (const candidate of embedded) tellEngine(candidate, printer);
  return ok(embedded);
}

function tellEngine({ name, models, settings }: Candidate, printer: Printer): void {
  const place = settings.kind === 'embedded' ? settings.file : settings.url;
  const list = models.map(({ name: model, revision, quantisation }) => {
    const details = [quantisation, revision?.slice(0, 12)].filter((it) => it).join(', ');
    return details ? `${model} (${details})` : model;
  });
  const shown = list.slice(0, 5).join('; ') + (list.length > 5 ? `; and ${list.length - 5} more` : '');
  printer.say('engine', `  found ${name} at ${place}: ${shown || 'it names no model'}`, { name, place, models });
}
