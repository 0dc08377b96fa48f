import { coinsText } from '@spindle/shared';
import type { Answer, Request, Route } from '../http/index.ts';
import { type DevWallet, WELCOME_NANO } from './dev-wallet.ts';
import type { HttpSessions } from './http-sessions.ts';
import type { JsDoor } from './js-door.ts';
import type { RequestView } from './views.ts';
import type { WalletWorld } from './world.ts';

/** A browser may wait so long for one answer; then it asks again. */
const LONG_POLL_MS = 20_000;

interface Doors {
  world: WalletWorld;
  sessions: HttpSessions;
  js: JsDoor;
}

type Work = (doors: Doors, wallet: DevWallet, request: Request) => Promise<Answer> | Answer;

/** What the wallet's own pages call. Decisions are taken from them alone, never from a site's page. */
export function pageRoutes(doors: Doors): Route[] {
  const on = (path: string, work: Work): Route => ({
    path: `/wallet/api/${path}`,
    answer: async (request) => {
      if (!isOwnPage(request)) return { status: 403, body: { error: 'only the wallet’s own page may do this' } };
      const wallet = await doors.world.wallets.open(String(request.parameters.wallet ?? 'main'));
      return wallet ? work(doors, wallet, request) : { status: 422, body: { error: 'no wallet can have this name' } };
    },
  });
  const { desk } = doors.world;
  return [
    on('state', showState),
    on('faucet', fill),
    on('links', openLink),
    on('forget', forget),
    {
      method: 'GET',
      path: '/wallet/api/requests/:id/answer',
      answer: ({ at }) => longPoll(desk.answerTo(at.id ?? '')),
    },
    { method: 'GET', path: '/wallet/api/requests/:id', answer: ({ at }) => showRequest(doors.world, at.id ?? '') },
    {
      method: 'POST',
      path: '/wallet/api/requests/:id',
      answer: async (request) => {
        if (!isOwnPage(request)) return { status: 403, body: { error: 'only the wallet’s own page may decide' } };
        const known = await desk.decide(request.at.id ?? '', request.parameters.approved === true);
        return known ? { status: 200, body: {} } : gone;
      },
    },
  ];
}

const gone: Answer = { status: 404, body: { error: 'this request was decided already, or has expired' } };

const isOwnPage = ({ origin, host }: Request): boolean => origin === '' || new URL(origin).host === host;

const showState: Work = async ({ world }, wallet) => {
  const { account } = await world.chain.account(wallet.signer.address);
  return {
    status: 200,
    body: {
      wallet: wallet.name,
      address: wallet.signer.address.toString({ bounceable: false }),
      balance: coinsText(account?.storage.balance.coins ?? 0n),
      sites: wallet.sites.map(({ id, name, domain, iconUrl, bridge }) => ({ id, name, domain, iconUrl, bridge })),
      requests: world.desk.pending(wallet.name).map(({ id }) => id),
    },
  };
};

const fill: Work = async ({ world }, wallet) => {
  await world.chain.faucet(wallet.signer.address, WELCOME_NANO);
  return { status: 200, body: {} };
};

const openLink: Work = async ({ sessions }, wallet, { parameters }) => {
  const asked = await sessions.openLink(wallet, String(parameters.link ?? ''));
  if (!asked) return { status: 422, body: { error: 'this is no TonConnect link' } };
  return { status: 200, body: asked.id === null ? { answer: await asked.answer } : { id: asked.id } };
};

const forget: Work = ({ sessions, js }, wallet, { parameters }) => {
  const site = wallet.findSite(String(parameters.id ?? ''));
  if (site?.bridge === 'http') sessions.disconnect(wallet, site);
  if (site?.bridge === 'js') js.disconnect(wallet, site.id);
  return { status: 200, body: {} };
};

async function showRequest({ desk }: WalletWorld, id: string): Promise<Answer> {
  const question = desk.find(id);
  if (!question) return gone;
  const { wallet, expiresAtMs } = question;
  const view: RequestView = { id, wallet, expiresAtMs, ...(await question.view()) };
  return { status: 200, body: view };
}

async function longPoll(answer: Promise<unknown> | null): Promise<Answer> {
  if (!answer) return gone;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), LONG_POLL_MS);
  });
  const made = await Promise.race([answer.then((value) => ({ value })), patience]).finally(() => clearTimeout(timer));
  return made ? { status: 200, body: { answer: made.value } } : { status: 204 };
}
