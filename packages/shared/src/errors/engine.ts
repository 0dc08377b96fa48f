import { entries } from './entry.ts';

/** What ails an engine, for the owner of the machine. Buyers hear `engine_unreachable` or `node_busy` of it. */
export const ENGINE_ERRORS = entries({
  engine_loading: {
    status: 503,
    type: 'server_error',
    en: 'The engine at {url} is still loading its model. Wait; the node goes on by itself.',
    ru: 'Движок по адресу {url} ещё загружает модель. Подождите: узел продолжит сам.',
  },
  engine_out_of_memory: {
    status: 502,
    type: 'server_error',
    en: 'The engine ran out of memory. Take fewer slots, a shorter context or a smaller model; the node tries again by itself.',
    ru: 'Движку не хватило памяти. Уменьшите число мест, контекст или модель; узел повторит сам.',
  },
  engine_failed: {
    status: 502,
    type: 'server_error',
    en: 'The engine failed with HTTP {status}. Look at its log; the node tries again by itself.',
    ru: 'Движок ответил ошибкой HTTP {status}. Посмотрите его журнал; узел повторит сам.',
  },
  engine_silent: {
    status: 504,
    type: 'server_error',
    en: 'The engine said nothing for {seconds} s. If it hangs, restart it; if it is only full, take fewer slots.',
    ru: 'Движок молчал {seconds} с. Если он завис, перезапустите его; если перегружен, уменьшите число мест.',
  },
  engine_broke_off: {
    status: 502,
    type: 'server_error',
    en: 'The engine broke off in the middle of an answer ({reason}). Look at its log; it may have been restarted.',
    ru: 'Движок оборвал ответ на середине ({reason}). Посмотрите его журнал: возможно, его перезапустили.',
  },
  engine_malformed: {
    status: 502,
    type: 'server_error',
    en: 'The engine’s answer is not of OpenAI’s form. Update it, or look for a proxy in front of it.',
    ru: 'Ответ движка не в формате OpenAI. Обновите его или проверьте, нет ли перед ним прокси.',
  },
  cocoon_no_workers: {
    status: 503,
    type: 'server_error',
    en: 'Cocoon has no worker for «{model}» now. Wait; the node goes on by itself.',
    ru: 'В Cocoon сейчас нет исполнителя для «{model}». Подождите: узел продолжит сам.',
  },
  cocoon_balance_low: {
    status: 402,
    type: 'insufficient_quota',
    en: 'The Cocoon wallet is low: {balance}. Top it up; under {limit} the node takes no more work.',
    ru: 'На кошельке Cocoon мало: {balance}. Пополните его: ниже {limit} узел не берёт работу.',
  },
  cocoon_balance_empty: {
    status: 402,
    type: 'insufficient_quota',
    en: 'The Cocoon wallet has {balance}, under {limit}, so the node takes no work. Top it up; it goes on by itself.',
    ru: 'На кошельке Cocoon {balance}, меньше {limit}, поэтому узел не берёт работу. Пополните: он продолжит сам.',
  },
  cocoon_stats: {
    status: 502,
    type: 'server_error',
    en: 'The Cocoon runner does not tell its balance and prices. If it has an access hash, give it with --engine-key.',
    ru: 'Cocoon не сообщает баланс и цены. Если задан access hash, укажите его через --engine-key.',
  },
});
