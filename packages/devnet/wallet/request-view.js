import { addressText, amountText, make, post, siteIcon } from './dom.js';
import { lang, words } from './words.js';

/**
 * What one request asks, with Approve and Decline.
 * @param {object} view RequestView of the devnet.
 * @param {{ onDecided(): void, onChanged(): void }} events `onChanged`: the balance has changed, show the request anew.
 */
export function requestView(view, events) {
  const { ask } = view;
  const isConnect = ask.kind === 'connect';
  const title = isConnect ? words.connectTitle(view.site.name) : words.sendTitle;
  return make(
    'section',
    { class: 'request', role: 'group', 'aria-label': title },
    make('header', { class: 'request-head' }, siteIcon(view.site.iconUrl), make('h1', {}, title)),
    view.site.claimsToBe && make('p', { class: 'warning', role: 'alert' }, words.claimsToBe(view.site.claimsToBe)),
    ...(isConnect ? connectBody(view.site, ask) : transferBody(view.site, ask)),
    ask.problem && problemView(view, ask.problem, events),
    buttons(view, ask.problem?.kind === 'balance', events),
  );
}

function connectBody(site, { address, proofPayload }) {
  return [
    make('p', {}, words.connectBody),
    proofPayload !== null && make('p', {}, words.proofBody),
    facts(
      [words.site, site.domain],
      [words.yourAddress, addressText(address)],
      proofPayload !== null && [words.signedText, make('code', {}, proofPayload)],
    ),
  ];
}

function transferBody(site, { messages, fee, balanceBefore, balanceAfter }) {
  return [
    ...messages.map(messageView),
    facts(
      [words.site, `${site.name} · ${site.domain}`],
      [words.fee, make('span', {}, '≈ ', amountText(fee))],
      [
        words.balance,
        make('span', { class: 'balance-change' }, amountText(balanceBefore), ' → ', amountText(balanceAfter)),
      ],
    ),
  ];
}

function messageView({ to, amount, meaning }) {
  const isDeposit = meaning.kind === 'deposit';
  return make(
    'div',
    { class: 'message' },
    make('p', { class: 'meaning' }, meaningText(amount, meaning)),
    isDeposit && meaning.deploys && make('p', { class: 'chip' }, words.deploys),
    facts([words.to, addressText(to)], isDeposit && [words.sent, amountText(amount)]),
    isDeposit && make('p', { class: 'hint' }, words.comesBack),
  );
}

function meaningText(amount, meaning) {
  switch (meaning.kind) {
    case 'plain':
      return words.plain(amount);
    case 'comment':
      return words.comment(amount, meaning.text);
    case 'deposit':
      return meaning.own ? words.deposit(meaning.amount) : words.depositOther(meaning.amount);
    case 'call':
      return words.call(amount, meaning.opcode);
    default:
      return words[meaning.kind];
  }
}

function problemView({ wallet }, problem, { onChanged }) {
  if (problem.kind === 'refused') {
    const why = problem[lang];
    return make('p', { class: 'warning', role: 'alert' }, words.refused(problem.exitCode), why ? ` ${why}` : '');
  }
  const fill = make('button', { type: 'button', class: 'quiet' }, words.fill);
  fill.onclick = () => post('/wallet/api/faucet', { wallet }).then(onChanged);
  return make(
    'div',
    { class: 'warning', role: 'alert' },
    make('p', {}, words.lacks(Number(problem.missing).toFixed(2))),
    fill,
  );
}

function buttons(view, cannotPay, { onDecided }) {
  const approve = make('button', { type: 'button', class: 'main', disabled: cannotPay }, words.approve);
  const decline = make('button', { type: 'button' }, words.decline);
  const decide = async (approved) => {
    for (const button of [approve, decline]) button.disabled = true;
    (approved ? approve : decline).textContent = words.working;
    await post(`/wallet/api/requests/${view.id}`, { approved }).catch(() => {});
    onDecided();
  };
  approve.onclick = () => decide(true);
  decline.onclick = () => decide(false);
  return make('div', { class: 'buttons' }, decline, approve);
}

/** Names and values under one another; falsy rows are left out. */
function facts(...rows) {
  const cells = rows.filter(Boolean).flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]);
  return make('dl', {}, ...cells);
}
