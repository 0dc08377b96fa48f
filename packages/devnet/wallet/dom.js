/**
 * Makes an element. Text is only ever set as text, so nothing that a site says can become markup.
 * @param {string} tag
 * @param {Record<string, unknown>} properties Set on the element; `class`, `role` and `aria-*` as attributes.
 * @param {...(Node | string | null | undefined | false)} children What is falsy is left out.
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (/^(class|role|for)$|^(aria|data)-/.test(name)) element.setAttribute(name, String(value));
    else element[name] = value;
  }
  element.append(...children.filter(Boolean));
  return element;
}

/** The picture of a site; nothing when it has none or it does not load. */
export function siteIcon(url) {
  if (!/^(https?:|data:image\/)/.test(url)) return null;
  return make('img', {
    class: 'site-icon',
    src: url,
    alt: '',
    width: 40,
    height: 40,
    onerror: (e) => e.target.remove(),
  });
}

/** An address with its ends in bold: they are what people compare. */
export function addressText(address) {
  const [start, middle, end] = [address.slice(0, 6), address.slice(6, -6), address.slice(-6)];
  return make('span', { class: 'address' }, make('b', {}, start), middle, make('b', {}, end));
}

/** An amount as people read it: four places are enough to decide by, and the exact one is a touch away. */
export function amountText(coins) {
  const [whole, fraction = ''] = coins.split('.');
  const places = fraction.slice(0, 4).replace(/0+$/, '');
  const isTiny = whole === '0' && places === '' && fraction !== '';
  const short = isTiny ? '< 0.0001' : places === '' ? whole : `${whole}.${places}`;
  return make('span', { class: 'amount', title: `${coins} TON` }, `${short} TON`);
}

/** Posts JSON to the devnet; the reply, or an Error with its words. */
export async function post(path, body = {}) {
  const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  const reply = await response.json();
  if (!response.ok) throw new Error(reply.error ?? response.statusText);
  return reply;
}
