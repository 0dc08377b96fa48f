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
});
