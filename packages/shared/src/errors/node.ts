import { entries } from './entry.ts';

/** A node and its link to the broker. */
export const NODE_ERRORS = entries({
  node_unknown: {
    status: 401,
    type: 'authentication_error',
    en: 'The market does not know this node. Join it again with a new code from Spindle → Earn.',
    ru: 'Рынок не знает этот узел. Подключите его заново с новым кодом: Spindle → Доход.',
  },
  node_signature: {
    status: 401,
    type: 'authentication_error',
    en: 'The node signed with a wrong key. Restore its data folder, or join again with a new code.',
    ru: 'Узел подписался не тем ключом. Восстановите его папку данных или подключите заново с новым кодом.',
  },
  node_challenge: {
    status: 401,
    type: 'authentication_error',
    en: 'The link’s challenge is too old or was used. The node tries again by itself.',
    ru: 'Запрос на соединение устарел или уже использован. Узел повторит сам.',
  },
  node_outdated: {
    status: 426,
    type: 'invalid_request_error',
    en: 'This spindle-node is version {version}; the market needs at least {minimum}. Update it and start again.',
    ru: 'Версия spindle-node {version}, а нужна не ниже {minimum}. Обновите программу и запустите снова.',
  },
  node_manifest: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The node’s manifest is not right: {hint}. Update spindle-node and start again.',
    ru: 'Манифест узла неверен: {hint}. Обновите spindle-node и запустите снова.',
  },
  engine_unreachable: {
    status: 502,
    type: 'server_error',
    en: 'The provider’s engine does not answer. Nothing was charged. Try another offer.',
    ru: 'Движок провайдера не отвечает. Ничего не списано. Попробуйте другое предложение.',
  },
  engine_refused: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The engine refused the request ({hint}). Nothing was charged. Change the request and send it again.',
    ru: 'Движок отклонил запрос ({hint}). Ничего не списано. Измените запрос и отправьте снова.',
  },
});
