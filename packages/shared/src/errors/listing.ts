import { entries } from './entry.ts';

/** Listings, offers, review, joining of nodes. */
export const LISTING_ERRORS = entries({
  model_unknown: {
    status: 404,
    type: 'not_found_error',
    en: 'There is no model «{model}» on the market. See the list: GET /v1/models, or Spindle → Market.',
    ru: 'Модели «{model}» на рынке нет. Список: GET /v1/models или Spindle → Рынок.',
  },
  hardware_unknown: {
    status: 404,
    type: 'not_found_error',
    en: 'There is no such hardware in the catalogue. Choose one from the list, or «other GPU».',
    ru: 'Такого оборудования нет в каталоге. Выберите из списка или «другой GPU».',
  },
  price_out_of_range: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The price must be between {min} and {max} USD per 1M tokens.',
    ru: 'Цена должна быть от {min} до {max} USD за 1 млн токенов.',
  },
  offer_required: {
    status: 400,
    type: 'invalid_request_error',
    en: 'A listing needs at least one model with a price. Add one and send again.',
    ru: 'Нужна хотя бы одна модель с ценой. Добавьте её и отправьте снова.',
  },
  offer_twice: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The model «{model}» is named twice. Keep one price for it and send again.',
    ru: 'Модель «{model}» указана дважды. Оставьте для неё одну цену и отправьте снова.',
  },
  cached_price_high: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Input that is already in the cache must not cost more than fresh input. Lower the cached price of «{model}».',
    ru: 'Вход из кэша не может стоить дороже нового. Снизьте цену кэшированного входа для «{model}».',
  },
  batch_discount_range: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The discount for batches must be a whole number of percent, from 0 to {max}. Correct it and send again.',
    ru: 'Скидка на пакеты должна быть целым числом процентов, от 0 до {max}. Исправьте и отправьте снова.',
  },
  too_many_listings: {
    status: 409,
    type: 'invalid_request_error',
    en: 'You have {limit} listings, and that is the most. Withdraw one that you no longer use.',
    ru: 'У вас {limit} объявлений, больше нельзя. Снимите то, которое больше не нужно.',
  },
  listing_made_before: {
    status: 409,
    type: 'invalid_request_error',
    en: 'From this form a listing was already made, before you changed something here. Nothing more was made. You find it in Spindle → Earn, where its prices can be changed; for another listing, open a new form.',
    ru: 'По этой форме объявление уже создано — до ваших последних изменений. Второе не создано. Первое — в Spindle → Заработок, там можно изменить цены; для другого объявления откройте новую форму.',
  },
  listing_state: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This listing is «{state}» now, so that is not possible. Open it again to see what is.',
    ru: 'Сейчас объявление в состоянии «{state}», так нельзя. Откройте его заново, чтобы увидеть, что можно.',
  },
  reason_required: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Say why, in at least 10 characters: the provider reads it and must know what to change.',
    ru: 'Напишите причину, не короче 10 знаков: её прочтёт провайдер и должен понять, что исправить.',
  },
  name_deceives: {
    status: 400,
    type: 'invalid_request_error',
    en: 'This name could pass for another one: it has letters that nobody sees, that turn the text around, or of two alphabets within one word. Type it anew with plain letters.',
    ru: 'Это название можно принять за другое: в нём есть невидимые знаки, знаки, переворачивающие текст, или буквы двух алфавитов в одном слове. Наберите его заново простыми буквами.',
  },
  join_code_invalid: {
    status: 400,
    type: 'invalid_request_error',
    en: 'This join code is wrong, used or older than {minutes} minutes. Make a new one in Spindle → Earn → your listing.',
    ru: 'Код подключения неверен, использован или старше {minutes} минут. Получите новый: Spindle → Заработок → ваше объявление.',
  },
});
