import type { LinkTold, Words } from './words.ts';

const STATUS = { open: 'открыт', closing: 'закрывается', closed: 'закрыт' };
const DOES = {
  request: 'просит эскроу закрыться',
  finish: 'возвращает деньги',
  cancel: 'оставляет эскроу открытым',
};

const untilText = (closeAt: string, wait: string): string =>
  wait ? `завершить можно с ${closeAt} (ещё ${wait})` : `завершить можно уже с ${closeAt}`;

function fromText(from: LinkTold['from']): string {
  if (from === 'anyone') return 'любой кошелёк';
  const wallet = 'кошелёк, с которого внесён депозит; другим эскроу откажет';
  return from === 'unknown' ? wallet : `${from.payer}, ${wallet}`;
}

export const RU: Words = {
  help: (version) => `spindle-leave ${version}: забирает ваши деньги из вашего эскроу в TON, без рынка

  spindle-leave status АДРЕС      что в нём, в каком он состоянии и что делать дальше
  spindle-leave request АДРЕС     ссылка, которая просит его закрыться; после ожидания остаток можно вернуть
  spindle-leave finish АДРЕС      ссылка, которая возвращает остаток, когда ожидание закончилось
  spindle-leave cancel АДРЕС      ссылка, которая оставляет его открытым

  --api URL        API сети TON вида toncenter (обычно https://toncenter.com)    TON_API_URL
  --api-key КЛЮЧ   если этот API его требует                                     TON_API_KEY
  --testnet        эскроу в тестовой сети
  --lang en|ru     на каком языке говорить
  --json           один объект JSON, суммы в нано

АДРЕС вашего эскроу есть в «Кошельке» мини-приложения и в транзакции вашего депозита. У программы нет ключей, она ничего
не отправляет: откройте её ссылки своим кошельком.`,
  status: ({ address, payer, deposited, claimed, left, status, closeAt, wait }) => `Эскроу ${address}
  Внесено        ${deposited}
  Взято          ${claimed} рынком, за ответы
  Осталось       ${left}
  Состояние      ${STATUS[status]}${closeAt && `; ${untilText(closeAt, wait)}`}
  Вернётся в     ${payer}`,
  next: {
    request: ({ address, delay }) =>
      `Чтобы забрать: spindle-leave request ${address}\nПосле этого эскроу ждёт ${delay}: за это время рынок может взять то, что ему причитается за ответы; остальное ваше.`,
    wait: ({ address, closeAt }) =>
      `Подождите до ${closeAt}, затем: spindle-leave finish ${address}\nДо тех пор рынок может взять то, что ему причитается за ответы. Чтобы всё же оставить открытым: spindle-leave cancel ${address}`,
    finish: ({ address }) => `Ожидание закончилось. Чтобы вернуть остаток: spindle-leave finish ${address}`,
    nothing: ({ payer }) => `Больше делать нечего: остаток вернулся в ${payer}.`,
  },
  refusal: {
    closed: ({ payer }) => `Эскроу уже закрыт, остаток вернулся в ${payer}.`,
    closing: ({ closeAt }) => `Эскроу уже закрывается. Завершить можно с ${closeAt}.`,
    notClosing: ({ address }) => `Эскроу не закрывается. Сначала попросите его: spindle-leave request ${address}`,
    early: ({ closeAt, wait }) => `Ещё рано: ${untilText(closeAt, wait)}.`,
  },
  link: ({ action, amount, from, ton, tonkeeper }) => `Этот перевод ${DOES[action]}.
  Откуда   ${fromText(from)}
  Сумма    ${amount}; почти всё сразу вернётся

Откройте этим кошельком:
${ton}

То же для Tonkeeper:
${tonkeeper}`,
  unread: (why) => `${why} Поэтому неизвестно, примет ли эскроу этот шаг сейчас; если нет, перевод вернётся.`,
};
