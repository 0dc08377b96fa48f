import { entries } from './entry.ts';

/** A node that does not keep to what was agreed: its link is ended, and it may come back. */
export const NODE_CONDUCT_ERRORS = entries({
  node_floods: {
    status: 429,
    type: 'rate_limit_error',
    en: 'The node told more than {limit} events in a short time, so its link was ended. Update spindle-node; it links again by itself.',
    ru: 'Узел прислал слишком много событий (больше {limit} подряд), соединение закрыто. Обновите spindle-node; он подключится сам.',
  },
  node_nonsense: {
    status: 400,
    type: 'invalid_request_error',
    en: 'What the node tells of itself has not the agreed shape, so its link was ended. Update spindle-node; it links again by itself.',
    ru: 'Узел сообщает о себе не в том виде, соединение закрыто. Обновите spindle-node; он подключится сам.',
  },
  node_flaps: {
    status: 429,
    type: 'rate_limit_error',
    en: 'The node linked more than {limit} times within two minutes, so it must wait {seconds} s. See why its program or network breaks off (spindle-node doctor); it links again by itself.',
    ru: 'Узел подключался больше {limit} раз за две минуты и должен подождать {seconds} с. Выясните, почему обрывается программа или сеть (spindle-node doctor); он подключится сам.',
  },
  node_twins: {
    status: 409,
    type: 'invalid_request_error',
    en: 'Two machines use one identity, so neither gets buyers. Stop one of them, and join it anew with «spindle-node join --again».',
    ru: 'Две машины работают под одним ключом, поэтому покупателей нет у обеих. Остановите одну и подключите её заново: «spindle-node join --again».',
  },
  tokens_inflated: {
    status: 502,
    type: 'server_error',
    en: 'The provider’s machine counted more tokens ({tokens}) than its answer has bytes, so it was cut off. Nothing was charged. Ask again, or report its listing.',
    ru: 'Машина провайдера насчитала больше токенов ({tokens}), чем в ответе байтов, и её ответ прерван. Ничего не списано. Спросите ещё раз или пожалуйтесь на объявление.',
  },
  answer_flooded: {
    status: 502,
    type: 'server_error',
    en: 'The provider’s machine sent far more than an answer ({bytes} bytes), so it was cut off. Nothing was charged. Ask again, or report its listing.',
    ru: 'Машина провайдера прислала намного больше, чем ответ ({bytes} байт), и была прервана. Ничего не списано. Спросите ещё раз или пожалуйтесь на объявление.',
  },
  receipts_worthless: {
    status: 429,
    type: 'rate_limit_error',
    en: 'The node brought more than {limit} receipts that settle nothing: used ones, or ones that fit no answer. Its link was ended. Update spindle-node, and do not copy its data folder.',
    ru: 'Узел принёс больше {limit} квитанций, по которым нечего платить: уже учтённых или чужих. Соединение закрыто. Обновите spindle-node и не копируйте его папку данных.',
  },
});
