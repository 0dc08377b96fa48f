import { addressText, amountText, make, post, siteIcon } from './dom.js';
import { requestView } from './request-view.js';
import { words } from './words.js';

// The wallet's own page, for links that another device or program shows, and to look at what there is.
const REFRESH_MS = 1_500;
const wallet = new URLSearchParams(location.search).get('wallet') ?? 'main';
const part = (id) => document.getElementById(id);
/** What each part shows now: it is drawn anew only when that changes, so that nothing jumps under a finger. */
const shown = new Map();

function draw(id, value, ...children) {
  const key = JSON.stringify(value);
  if (shown.get(id) === key) return;
  shown.set(id, key);
  part(id).replaceChildren(...children.filter(Boolean));
}

async function refresh() {
  try {
    const state = await post('/wallet/api/state', { wallet });
    drawAccount(state);
    drawSites(state.sites);
    await drawRequests(state);
  } catch {
    draw('requests', 'unreachable', make('p', { class: 'warning', role: 'alert' }, words.unreachable));
  }
}

function drawAccount({ address, balance }) {
  const fill = make('button', { type: 'button', class: 'main' }, words.fill);
  fill.onclick = () => post('/wallet/api/faucet', { wallet }).then(refresh);
  const copy = make('button', { type: 'button' }, words.copy);
  copy.onclick = async () => {
    await navigator.clipboard.writeText(address);
    copy.textContent = words.copied;
  };
  const title = make('h2', {}, `${words.wallet} “${wallet}”`);
  const amount = make('p', { class: 'balance', 'data-balance': balance }, amountText(balance));
  draw(
    'account',
    { address, balance },
    title,
    amount,
    addressText(address),
    make('div', { class: 'buttons' }, copy, fill),
  );
}

async function drawRequests({ requests, balance }) {
  const key = { requests, balance };
  if (shown.get('requests') === JSON.stringify(key)) return;
  const replies = await Promise.all(requests.map((id) => fetch(`/wallet/api/requests/${id}`)));
  const views = await Promise.all(replies.filter(({ ok }) => ok).map((reply) => reply.json()));
  const children = views.map((view) => requestView(view, { onDecided: refresh, onChanged: refresh }));
  const title = make('h2', {}, words.requests);
  draw('requests', key, title, ...(children.length > 0 ? children : [make('p', { class: 'hint' }, words.noRequests)]));
}

function drawSites(sites) {
  const rows = sites.map(({ id, name, domain, iconUrl }) => {
    const end = make(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': `${words.disconnect} ${name}` },
      words.disconnect,
    );
    end.onclick = () => post('/wallet/api/forget', { wallet, id }).then(refresh);
    const about = make('span', { class: 'site-name' }, make('b', {}, name), make('small', {}, domain));
    return make('li', {}, siteIcon(iconUrl), about, end);
  });
  const list = rows.length > 0 ? make('ul', {}, ...rows) : make('p', { class: 'hint' }, words.noSites);
  draw('sites', sites, make('h2', {}, words.sites), list);
}

function drawLinkForm() {
  const input = make('input', { type: 'text', name: 'link', placeholder: words.linkHint, autocomplete: 'off' });
  input.setAttribute('aria-label', words.linkHint);
  const error = make('p', { class: 'warning', role: 'alert', hidden: true });
  const form = make('form', {}, input, make('button', { class: 'main' }, words.open));
  form.onsubmit = async (event) => {
    event.preventDefault();
    await openLink(input.value, error);
    input.value = '';
  };
  part('link').replaceChildren(make('h2', {}, words.linkTitle), form, error);
  if (location.pathname.endsWith('/connect')) void openLink(location.search, error);
}

async function openLink(link, error) {
  try {
    const { answer } = await post('/wallet/api/links', { wallet, link });
    error.textContent = answer?.payload?.message ?? '';
  } catch (failure) {
    error.textContent = failure.message;
  }
  error.hidden = error.textContent === '';
  await refresh();
}

part('note').textContent = words.note;
drawLinkForm();
await refresh();
setInterval(refresh, REFRESH_MS);
