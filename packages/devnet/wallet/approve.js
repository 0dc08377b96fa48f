import { make } from './dom.js';
import { requestView } from './request-view.js';
import { words } from './words.js';

// The approval window: an iframe over the site's page, or a window of its own.
const id = new URLSearchParams(location.search).get('id');
const card = document.getElementById('card');

/** The page below makes the frame as high as the card. */
new ResizeObserver(() => parent.postMessage({ spindleDevWallet: { id, height: card.offsetHeight } }, '*')).observe(
  card,
);

async function show() {
  const response = await fetch(`/wallet/api/requests/${id}`).catch(() => null);
  const note = make('p', { class: 'note' }, words.note);
  if (!response?.ok) {
    card.replaceChildren(note, make('p', { role: 'status' }, response ? words.gone : words.unreachable));
    return;
  }
  const view = requestView(await response.json(), { onDecided: finish, onChanged: show });
  card.replaceChildren(note, view);
  card.querySelector('button.main')?.focus();
}

function finish() {
  card.replaceChildren(make('p', { role: 'status' }, words.working));
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') card.querySelector('.buttons button:not(.main)')?.click();
});

await show();
