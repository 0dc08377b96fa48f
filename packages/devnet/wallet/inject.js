// Puts the dev wallet into a page, as a wallet's browser would: `window.spindleDevWallet.tonconnect` is TonConnect's
// injected bridge. No imports: it is a plain script, so that a page can take it before anything else runs; the devnet
// serves it inside of a function whose parameter is `spindleDevWalletSettings`.

/** @param settings `{ base, key, wallet, isWalletBrowser, lang, device, info }` */
function installDevWallet({ base, key, wallet, isWalletBrowser, lang, device, info }) {
  if (key in window) return;
  const listeners = new Set();
  let events = null;

  async function call(path, request) {
    const init = { method: 'POST', body: JSON.stringify({ wallet, request }) };
    const reply = await (await fetch(`${base}/wallet/api/js/${path}`, init)).json();
    if (reply.error) throw new Error(reply.error);
    return reply.id === undefined ? reply.answer : decision(reply.id);
  }

  /** Shows the approval window until the person has decided. */
  async function decision(id) {
    const close = openWindow(id);
    try {
      for (;;) {
        const response = await fetch(`${base}/wallet/api/requests/${id}/answer`);
        if (response.status === 200) return (await response.json()).answer;
        if (response.status !== 204) throw new Error('The wallet does not know this request any more');
      }
    } finally {
      close();
    }
  }

  function openWindow(id) {
    const frame = document.createElement('iframe');
    frame.title = info.name;
    frame.src = `${base}/wallet/approve?${new URLSearchParams({ id, lang })}`;
    frame.allow = 'clipboard-write';
    Object.assign(frame.style, {
      width: '100%',
      height: '420px',
      border: '0',
      borderRadius: '20px',
      maxHeight: '94vh',
    });
    Object.assign(frame.style, { maxWidth: '420px', display: 'block', boxShadow: '0 12px 48px #0008' });
    const overlay = document.createElement('div');
    overlay.append(frame);
    Object.assign(overlay.style, { position: 'fixed', inset: '0', zIndex: '2147483647', background: '#0009' });
    Object.assign(overlay.style, { display: 'grid', placeItems: 'center', padding: '8px', boxSizing: 'border-box' });
    const fit = ({ origin, data }) => {
      const said = data?.spindleDevWallet;
      if (origin === new URL(base).origin && said?.id === id) frame.style.height = `${said.height}px`;
    };
    window.addEventListener('message', fit);
    document.documentElement.append(overlay);
    return () => {
      window.removeEventListener('message', fit);
      overlay.remove();
    };
  }

  /** Hears when the person ends the connection in the wallet. */
  function hear() {
    events ??= new EventSource(`${base}/wallet/api/js/events?${new URLSearchParams({ wallet })}`);
    events.onmessage = ({ data }) => {
      for (const listener of listeners) listener(JSON.parse(data));
    };
  }

  const tonconnect = {
    deviceInfo: device,
    walletInfo: info,
    protocolVersion: 2,
    isWalletBrowser,
    connect: (_protocolVersion, request) => call('connect', request),
    restoreConnection: () => call('restore'),
    send: (request) => call('send', request),
    listen(listener) {
      listeners.add(listener);
      hear();
      return () => listeners.delete(listener);
    },
    disconnect: () => call('disconnect').catch(() => {}),
  };
  Object.defineProperty(window, key, { value: { tonconnect }, enumerable: true });
}

installDevWallet(spindleDevWalletSettings);
