import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { logIn, type MarketClient } from '../../scripts/world/market-client.ts';
import { nodeCommand } from '../../tests/support/node-command.ts';
import { startScriptedEngine } from '../../tests/support/scripted-engine.ts';
import { removeWorld, startWorld } from '../../tests/support/world.ts';
import { type Figure, tableOfFigures } from '../money/figure.ts';

const MODEL = 'openai/gpt-oss-20b';
const ROUNDS = 5;
const SECOND = 1_000;

/**
 * From the command to live, on a machine with a running engine: the program's start, its look at the machine, its test of
 * engine and market, the code, and its link. The person is the only part left out: their answer comes at once, by the API
 * that the Mini App uses.
 */
export async function benchJoin({ isQuick, isJson }: { isQuick: boolean; isJson: boolean }): Promise<void> {
  const engine = await startScriptedEngine(MODEL);
  const world = await startWorld();
  try {
    const secret = world.dev.logins.provider.split('#dev=provider.')[1] ?? '';
    const person = await logIn(world.dev.api, secret, 'buyer');
    const rounds: Round[] = [];
    for (let round = 0; round < (isQuick ? 1 : ROUNDS); round++) {
      rounds.push(await joinOnce(world.dev.api, engine.url, person));
    }
    tell(rounds, isJson);
  } finally {
    await world.stop();
    removeWorld(world.dataDir);
    await engine.close();
  }
}

interface Round {
  codeMs: number;
  liveMs: number;
}

async function joinOnce(market: string, engineUrl: string, person: MarketClient): Promise<Round> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'spindle-bench-join-'));
  const startedAt = performance.now();
  const command = nodeCommand(home, ['join', '--broker', market, '--engine-url', engineUrl]);
  try {
    const shown = await command.heard('pairing', 120 * SECOND);
    const codeMs = performance.now() - startedAt;
    const code = String(shown.code);
    const { suggestion, fingerprint } = await person.earn.pairing.query({ code });
    const offers = suggestion.offers.map(({ from: _, ...offer }) => offer);
    const listing = { idempotencyKey: randomUUID(), ...suggestion, region: 'bench', offers };
    await person.earn.confirmPairing.mutate({ code, fingerprint, listing });
    await command.heard('ready', 120 * SECOND);
    const liveMs = performance.now() - startedAt;
    return { codeMs, liveMs };
  } finally {
    command.child.kill('SIGTERM');
    await command.ended;
    rmSync(home, { recursive: true, force: true });
  }
}

function tell(rounds: readonly Round[], isJson: boolean): void {
  const slowest = (of: (round: Round) => number) => Math.max(...rounds.map(of)) / SECOND;
  const figures: Figure[] = [
    {
      what: `join to live, the slowest of ${rounds.length}`,
      ...{ value: slowest(({ liveMs }) => liveMs), unit: 's', digits: 1, must: { atMost: 120 } },
      beside: `${slowest(({ codeMs }) => codeMs).toFixed(1)} s until its code is shown`,
    },
  ];
  if (isJson) console.log(JSON.stringify({ date: new Date().toISOString(), rounds, figures }, null, 2));
  else console.log(`\n${tableOfFigures(figures)}\n`);
}
