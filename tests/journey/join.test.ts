import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAddress } from '../../scripts/pictures/phone.ts';
import { until } from '../../scripts/world/http.ts';
import { logIn, type MarketClient } from '../../scripts/world/market-client.ts';
import { askDoor } from '../support/ask-door.ts';
import { openBrowser, openPhone } from '../support/chromium.ts';
import {
  appeal,
  auditLogCommand,
  listFake,
  pauseFake,
  phoneOf,
  refuseAppeal,
  tamper,
} from '../support/fake-hardware.ts';
import { type NodeCommand, nodeCommand } from '../support/node-command.ts';
import { picture } from '../support/pictures.ts';
import { PLAIN_ANSWER, type ScriptedEngine, startScriptedEngine } from '../support/scripted-engine.ts';
import { type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

/* As a new provider: a bare folder, an engine that runs, one command, and a phone. */
const MODEL = 'openai/gpt-oss-20b';

let world: RunningWorld;
let browser: Browser;
let engine: ScriptedEngine;
let home: string;
let person: MarketClient;
let admin: MarketClient;
let provider: MarketClient;
let fakeHome: string;
const commands: NodeCommand[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  home = mkdtempSync(path.join(os.tmpdir(), 'spindle-join-'));
  fakeHome = mkdtempSync(path.join(os.tmpdir(), 'spindle-fake-'));
  engine = await startScriptedEngine(MODEL);
  world = await startWorld();
  const secret = world.dev.logins.provider.split('#dev=provider.')[1] ?? '';
  // A buyer until now: nothing of theirs was ever listed.
  person = await logIn(world.dev.api, secret, 'buyer');
  admin = await logIn(world.dev.api, secret, 'admin');
  provider = await logIn(world.dev.api, secret, 'provider');
});

afterAll(async () => {
  for (const { child } of commands) child.kill('SIGKILL');
  await browser?.close();
  await engine?.close();
  await world?.stop();
  if (world) removeWorld(world.dataDir);
  for (const folder of [home, fakeHome]) if (folder) rmSync(folder, { recursive: true, force: true });
});

const spindleNode = (...args: string[]): NodeCommand => {
  const command = nodeCommand(home, args);
  commands.push(command);
  return command;
};

const LANGUAGES = { en: 'It is mine: go online', ru: 'Она моя: подключить' } as const;
type Language = keyof typeof LANGUAGES;

/** The page behind the link, as the person's phone shows it. */
async function openLink(link: string, locale: Language, scheme: 'light' | 'dark'): Promise<Page> {
  const { page } = await openPhone(browser, { allowed: [new URL(world.dev.api).host], locale, scheme });
  const login = new URL(world.dev.logins.buyer).hash;
  await page.goto(`${link}${login}`);
  await page.getByRole('button', { name: LANGUAGES[locale] }).waitFor();
  return page;
}

it('command → confirmed on a phone → approved → first earned request', async () => {
  const startedAt = Date.now();
  const joining = spindleNode('join', '--yes', '--broker', world.dev.api, '--engine-url', engine.url);
  const shown = await joining.heard('pairing');
  expect(joining.lines.filter(({ event }) => event === 'finding').length).toBeGreaterThan(4);
  const link = String(shown.link);

  const phone = await openLink(link, 'en', 'light');
  // The same characters on both screens.
  await phone.getByLabel(/Characters to compare/).waitFor();
  expect(await phone.getByLabel(/Characters to compare/).textContent()).toBe(shown.fingerprint);
  await picture(phone, 'pair-light-en');
  const other = await openLink(link, 'ru', 'dark');
  await picture(other, 'pair-dark-ru');
  for (const [page, name, title] of [
    [other, 'pair-test-dark-ru', 'Её модели'],
    [phone, 'pair-test-light-en', 'Its models'],
    [phone, 'pair-form-light-en', 'Where it belongs'],
    [other, 'pair-form-dark-ru', 'Куда она относится'],
    [phone, 'pair-offers-light-en', 'Models and prices'],
  ] as const) {
    await page.getByRole('heading', { name: title }).evaluate((heading) => heading.scrollIntoView());
    await picture(page, name);
  }
  await phone.getByLabel('Region').fill('Riga');
  await phone.getByRole('button', { name: LANGUAGES.en }).click();
  await phone.getByText('It goes online by itself').waitFor();
  await picture(phone, 'pair-joined');
  await joining.heard('joined');
  await joining.heard('ready');

  const ownListing = async () => (await person.earn.listings.query())[0];
  expect(await until(async () => (await ownListing())?.nodes[0]?.online === true, 60_000)).toBe(true);
  const listing = await ownListing();
  const listingId = listing?.listingId ?? '';
  expect(listing).toMatchObject({ state: 'in_review', offers: [{ modelId: MODEL }], nodes: [{ online: true }] });
  await admin.admin.review.mutate({ listingId, decision: 'approve' });
  const isReady = async () => (await person.earn.listing.query({ listingId })).status.code === 'ready';
  expect(await until(isReady, 60_000)).toBe(true);

  const { baseURL, apiKey } = world.dev.openai;
  const api = baseURL.replace(/\/v1$/, '');
  const answer = await askDoor({ api, key: apiKey, model: MODEL, question: 'Hello?' });
  expect(answer).toMatchObject({ status: 200, text: PLAIN_ANSWER });
  const hasEarned = async () => (await person.earn.listing.query({ listingId })).earnedNano > 0n;
  expect(await until(hasEarned, 60_000)).toBe(true);
  expect(Date.now() - startedAt).toBeLessThan(120_000);
});

it('pause, resume and drain reach the running program; a second one is told so', async () => {
  const [listing] = await person.earn.listings.query();
  const listingId = listing?.listingId ?? '';
  const isPaused = async () => (await person.earn.listing.query({ listingId })).status.code === 'machine_paused';
  expect(await spindleNode('pause').ended).toBe(0);
  expect(await until(isPaused, 60_000)).toBe(true);
  expect(await spindleNode('resume').ended).toBe(0);
  expect(await until(async () => !(await isPaused()), 60_000)).toBe(true);

  const second = spindleNode('join', '--broker', world.dev.api, '--engine-url', engine.url);
  expect(await second.ended).toBe(1);
  expect(await second.heard('fault')).toMatchObject({ code: 'node_running' });

  const doctor = spindleNode('doctor');
  expect(await doctor.ended).toBe(0);
  expect(doctor.lines.map(({ check }) => check)).toEqual(
    expect.arrayContaining(['member', 'clock', 'offers', 'speed']),
  );

  const draining = spindleNode('drain');
  expect(await draining.ended).toBe(0);
  expect(await commands[0]?.ended).toBe(0);
  expect(await spindleNode('drain').ended).toBe(1);
});

it('fake hardware is spotted, paused with evidence, appealed, decided by another admin, and the log proves it', async () => {
  const me = await provider.auth.me.query();
  await admin.admin.changeRole.mutate({
    ...{ accountId: me.accountId, role: 'admin', has: true },
    reason: 'Somebody must hear appeals.',
  });
  const { listingId, code } = await listFake(person, admin, MODEL);
  const ofModel = ['--engine', 'openai', '--engine-url', engine.url, '--model', MODEL, '--engine-model', MODEL];
  const fake = nodeCommand(fakeHome, ['run', '--join', code, '--broker', world.dev.api, ...ofModel]);
  commands.push(fake);
  const phones = await Promise.all(
    (['admin', 'buyer', 'provider'] as const).map((who) => phoneOf(world, browser, who)),
  );
  const [adas, owners, ottos] = phones as [Page, Page, Page];

  await pauseFake(adas, admin, listingId);
  const paused = await person.earn.listing.query({ listingId });
  expect(paused).toMatchObject({
    ...{ state: 'paused', stateBy: 'admin', stateCode: 'hardware_mismatch' },
    stateEvidence: { check: 'hardware', claimed: 'H100 80 GB', reported: expect.any(String) },
  });
  await appeal(owners, listingId);
  const [waiting] = (await person.review.listing.query({ listingId })).appeals;
  const appealId = waiting?.appealId ?? '';
  const own = admin.admin.decideAppeal.mutate({ appealId, decision: 'grant', code: 'evidence_wrong' });
  await expect(own).rejects.toThrow(/another admin/);
  await refuseAppeal(ottos);
  await openAddress(owners, '/earn');
  await openAddress(owners, `/earn/${listingId}`);
  await owners.getByText('Appeal refused').waitFor();

  const entries = (await admin.admin.audit.query({ limit: 50 })).items.filter(
    ({ subject }) => subject === `listing:${listingId}` || subject === `appeal:${appealId}`,
  );
  const byAdmins = entries.filter(({ actorName }) => actorName !== null).map(({ action }) => action);
  expect(byAdmins).toEqual(['appeal.refuse', 'listing.pause', 'listing.approve']);
  expect(await auditLogCommand(world)).toMatchObject({ code: 0, report: { findings: [] } });
  await tamper(world, listingId);
  const { code: exit, report } = await auditLogCommand(world);
  const changed = entries.find(({ action, actorName }) => action === 'listing.pause' && actorName !== null);
  expect({ exit, findings: report.findings }).toEqual({
    exit: 1,
    findings: expect.arrayContaining([{ kind: 'changed', seq: changed?.seq }]),
  });
});
