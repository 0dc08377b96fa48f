import { entries } from './entry.ts';

/** Asking a model: quoting, holding, relaying. */
export const REQUEST_ERRORS = entries({
  no_candidates: {
    status: 503,
    type: 'server_error',
    en: 'Nobody sells «{model}» on these conditions just now ({why}). Loosen the price or tier, or try again in a minute.',
    ru: 'Сейчас никто не продаёт «{model}» на таких условиях ({why}). Смягчите цену или уровень, или повторите через минуту.',
  },
  rate_stale: {
    status: 503,
    type: 'server_error',
    en: 'We have no fresh price of TON, so we quote nothing rather than guess. Try again in a minute.',
    ru: 'Нет свежего курса TON, поэтому мы не называем цену наугад. Повторите через минуту.',
  },
  insufficient_funds: {
    status: 402,
    type: 'insufficient_quota',
    en: 'This answer may cost up to {needed}, and you can spend {spendable}. Make a deposit or raise your allowance in Wallet.',
    ru: 'Ответ может стоить до {needed}, а потратить можно {spendable}. Внесите депозит или поднимите лимит в разделе «Кошелёк».',
  },
  key_cap_reached: {
    status: 402,
    type: 'insufficient_quota',
    en: {
      by: 'period',
      cases: {
        day: 'This answer may cost up to {needed}, and the API key has {room} left of its cap of {cap} a day. It frees up tomorrow at 00:00 UTC; to go on now, raise it in Spindle → Build.',
        month:
          'This answer may cost up to {needed}, and the API key has {room} left of its cap of {cap} a month. It frees up on the 1st at 00:00 UTC; to go on now, raise it in Spindle → Build.',
      },
      other:
        'This answer may cost up to {needed}, and the API key has {room} left of its cap of {cap}. Raise it in Spindle → Build, or use another key.',
    },
    ru: {
      by: 'period',
      cases: {
        day: 'Ответ может стоить до {needed}, а у ключа API осталось {room} из {cap} в день. Предел обновится завтра в 00:00 UTC; чтобы продолжить сейчас, поднимите его: Spindle → Разработка.',
        month:
          'Ответ может стоить до {needed}, а у ключа API осталось {room} из {cap} в месяц. Предел обновится 1-го числа в 00:00 UTC; чтобы продолжить сейчас, поднимите его: Spindle → Разработка.',
      },
      other:
        'Ответ может стоить до {needed}, а у ключа API осталось {room} из его предела {cap}. Поднимите его (Spindle → Разработка) или возьмите другой ключ.',
    },
  },
  context_too_long: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The question is longer than this model takes ({limit} tokens). Make it shorter or choose a model with a longer context.',
    ru: 'Вопрос длиннее, чем принимает модель ({limit} токенов). Сократите его или выберите модель с большим контекстом.',
  },
  node_busy: {
    status: 503,
    type: 'rate_limit_error',
    en: 'The machine is full just now. Nothing was charged. Try again in a few seconds.',
    ru: 'Машина сейчас занята. Ничего не списано. Повторите через несколько секунд.',
  },
  rate_limited: {
    status: 429,
    type: 'rate_limit_error',
    en: 'This is more than the {limit} requests a minute that you may send. Nothing was charged. Try again in {retryAfterSeconds} s.',
    ru: 'Запросов больше, чем разрешённые вам {limit} в минуту. Ничего не списано. Повторите через {retryAfterSeconds} с.',
  },
  too_many_in_flight: {
    status: 429,
    type: 'rate_limit_error',
    en: '{limit} of your requests are in work at once, and that is the limit. Nothing was charged. Send this one again when another has ended.',
    ru: 'В работе сразу {limit} ваших запросов, это предел. Ничего не списано. Отправьте этот снова, когда закончится другой.',
  },
  queue_full: {
    status: 429,
    type: 'rate_limit_error',
    en: 'All machines for «{model}» are full, and the queue is too long to be served in time. Nothing was charged. Try again in {retryAfterSeconds} s, or loosen price or tier.',
    ru: 'Все машины с «{model}» заняты, и очередь слишком длинная. Ничего не списано. Повторите через {retryAfterSeconds} с или смягчите цену или уровень.',
  },
  queue_timeout: {
    status: 429,
    type: 'rate_limit_error',
    en: 'No machine for «{model}» came free in {seconds} s. Nothing was charged. Try again in {retryAfterSeconds} s, or loosen price or tier.',
    ru: 'За {seconds} с не освободилась ни одна машина с «{model}». Ничего не списано. Повторите через {retryAfterSeconds} с или смягчите цену или уровень.',
  },
  buyer_left: {
    status: 499,
    type: 'invalid_request_error',
    en: 'The connection was closed while the request waited for a machine. Nothing was charged. Send it again.',
    ru: 'Соединение закрыто, пока запрос ждал машину. Ничего не списано. Отправьте его снова.',
  },
  node_lost: {
    status: 502,
    type: 'server_error',
    en: 'The provider’s machine went away before the answer was complete ({delivered} tokens came). Nothing was charged. Try again.',
    ru: 'Машина провайдера пропала до конца ответа (пришло токенов: {delivered}). Ничего не списано. Попробуйте ещё раз.',
  },
  node_timeout: {
    status: 504,
    type: 'server_error',
    en: 'The machine did not answer in {seconds} s. Nothing was charged. Try again, or choose another offer.',
    ru: 'Машина не ответила за {seconds} с. Ничего не списано. Повторите или выберите другое предложение.',
  },
  deadline_passed: {
    status: 504,
    type: 'server_error',
    en: 'The answer was not complete within the {seconds} s that you gave it. What was delivered is charged, nothing else. Give it more time, or ask for less.',
    ru: 'Ответ не был готов за отведённые вами {seconds} с. Списано только за доставленное. Дайте больше времени или попросите меньше.',
  },
  model_kind: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The model «{model}» is not for {kind}. See GET /v1/models for what each model can do.',
    ru: 'Модель «{model}» не для {kind}. Что умеет каждая модель, показывает GET /v1/models.',
  },
  settle_delayed: {
    status: 503,
    type: 'server_error',
    en: 'The answer is whole and its receipt is safe, but the market cannot reach its books just now. It is charged by the receipt as soon as it can; see Wallet.',
    ru: 'Ответ получен целиком, квитанция сохранена, но рынок сейчас не может обратиться к своим книгам. Он спишет по квитанции, как только сможет; смотрите «Кошелёк».',
  },
  parameter_unsupported: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The parameter «{parameter}» is not supported: {hint}',
    ru: 'Параметр «{parameter}» не поддерживается: {hint}',
  },
});
