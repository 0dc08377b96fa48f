import { fail, ok, type Result, uuidv7 } from '@spindle/shared';
import type { Clock, Database, Transaction } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import {
  allCloudPrices,
  type CatalogDeps,
  type CatalogTable,
  type CloudPriceInput,
  deleteFromCatalog,
  type HardwareView,
  type ModelView,
  removePrice,
  renewPrice,
  setHidden,
  wholeCatalog,
  writeCloudPrice,
  writeHardware,
  writeModel,
} from '../../catalog/index.ts';
import { type AuditRecord, isSecondClick, lockSubject, recordAudit } from '../audit-log/index.ts';
import type { CatalogueView } from '../shapes.ts';

export interface CatalogueDeps extends CatalogDeps {
  db: Database;
  clock: Clock;
}

/** The whole catalogue and the clouds' prices, hidden ones too. */
export async function catalogueView(deps: CatalogueDeps): Promise<Result<CatalogueView>> {
  const [catalog, prices] = await Promise.all([wholeCatalog(deps), allCloudPrices(deps)]);
  return ok({ ...catalog, prices });
}

type Act = Pick<AuditRecord, 'action' | 'subject' | 'facts'>;

/** One transaction for a change and its entry of the audit log, then the catalogue as it is. A second click changes nothing. */
async function change(
  deps: CatalogueDeps,
  actor: Actor,
  act: Act,
  write: (tx: Transaction, nowMs: number) => Promise<Result<null>>,
): Promise<Result<CatalogueView>> {
  const atMs = deps.clock.nowMs();
  const written = await deps.db.prisma.$transaction(async (tx) => {
    const record = { ...act, actorId: actor.accountId, atMs };
    await lockSubject(tx, act.subject);
    if (await isSecondClick(tx, record)) return ok(null);
    const result = await write(tx, atMs);
    if (result.ok) await recordAudit(tx, record);
    return result;
  });
  if (!written.ok) return written;
  deps.catalog.clear();
  return catalogueView(deps);
}

const done = (isDone: boolean, what: string): Result<null> => (isDone ? ok(null) : fail('not_found', { what }));

/** Facts of the log are whole numbers and texts. */
const textOf = (value: number | bigint | null): string | null => (value === null ? null : String(value));

/** Adds a model, or changes one: from then on it is the admin's, and no version of the program overwrites it. */
export function saveModel(deps: CatalogueDeps, actor: Actor, model: ModelView) {
  const { modelId, abilities, isTestEngine, parametersB, activeB, ...facts } = model;
  const act: Act = {
    action: 'catalogue.model',
    subject: `model:${modelId}`,
    facts: {
      ...{ ...facts, parametersB: textOf(parametersB), activeB: textOf(activeB) },
      ...{ abilities: abilities.join(' '), isTestEngine: String(isTestEngine) },
    },
  };
  return change(deps, actor, act, async (tx, nowMs) => {
    await writeModel(tx, model, nowMs);
    return ok(null);
  });
}

export function saveHardware(deps: CatalogueDeps, actor: Actor, hardware: HardwareView) {
  const { id, ...facts } = hardware;
  const act: Act = { action: 'catalogue.hardware', subject: `hardware:${id}`, facts };
  return change(deps, actor, act, async (tx, nowMs) => {
    await writeHardware(tx, hardware, nowMs);
    return ok(null);
  });
}

export interface EntryInput {
  table: CatalogTable;
  id: string;
}

const subjectOf = ({ table, id }: EntryInput) => `${table === 'catalog_model' ? 'model' : 'hardware'}:${id}`;

/** Takes an entry off the market, whatever offers it, or brings it back. A second click changes nothing. */
export function hideEntry(
  deps: CatalogueDeps,
  actor: Actor,
  { isHidden, ...entry }: EntryInput & { isHidden: boolean },
) {
  const act: Act = { action: isHidden ? 'catalogue.hide' : 'catalogue.show', subject: subjectOf(entry) };
  return change(deps, actor, act, async (tx, nowMs) =>
    done(await setHidden(tx, entry.table, entry.id, isHidden ? nowMs : null), 'entry'),
  );
}

/** Deletes what nobody ever offered. Refusal: `catalog_in_use`, which can only be hidden. */
export function dropEntry(deps: CatalogueDeps, actor: Actor, entry: EntryInput) {
  const act: Act = { action: 'catalogue.delete', subject: subjectOf(entry) };
  return change(deps, actor, act, (tx) => deleteFromCatalog(tx, entry.table, entry.id));
}

/** A list price as an admin has just read it on the vendor's page. */
export function saveCloudPrice(deps: CatalogueDeps, actor: Actor, { priceId, ...price }: CloudPriceInput) {
  const { modelId, inputMicroUsdPerMTok, cachedInputMicroUsdPerMTok, outputMicroUsdPerMTok, ...place } = price;
  const facts = {
    ...{ ...place, input: textOf(inputMicroUsdPerMTok), cachedInput: textOf(cachedInputMicroUsdPerMTok) },
    output: textOf(outputMicroUsdPerMTok),
  };
  const act: Act = { action: 'catalogue.cloud-price', subject: `model:${modelId}`, facts };
  return change(deps, actor, act, async (tx, nowMs) => {
    // One that moves to another vendor, model or region is another price: the old one goes.
    if (priceId !== null) await removePrice(tx, priceId, nowMs);
    const written = await writeCloudPrice(tx, { ...price, priceId: uuidv7(nowMs), checkedAtMs: nowMs });
    return written ? ok(null) : fail('model_unknown', { model: modelId });
  });
}

/** It was held against the vendor's page today and is as it was. */
export function renewCloudPrice(deps: CatalogueDeps, actor: Actor, { priceId }: { priceId: string }) {
  const act: Act = { action: 'catalogue.cloud-price-renew', subject: `cloud-price:${priceId}` };
  return change(deps, actor, act, async (tx, nowMs) => done(await renewPrice(tx, priceId, nowMs), 'price'));
}

export function removeCloudPrice(deps: CatalogueDeps, actor: Actor, { priceId }: { priceId: string }) {
  const act: Act = { action: 'catalogue.cloud-price-remove', subject: `cloud-price:${priceId}` };
  return change(deps, actor, act, async (tx, nowMs) => done(await removePrice(tx, priceId, nowMs), 'price'));
}
