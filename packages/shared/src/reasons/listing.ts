import { reasons } from './entry.ts';

/** What stands in the listing, or how it answers. */
export const LISTING_REASONS = reasons({
  models_too_big: {
    uses: ['ask', 'reject'],
    en: {
      title: 'Models too big',
      text: 'The hardware cannot run these models at this context length.',
      next: 'Choose smaller models or shorter context, and ask again.',
    },
    ru: {
      title: 'Модели велики',
      text: 'Это оборудование не потянет такие модели при таком контексте.',
      next: 'Выберите модели поменьше или контекст короче и попросите снова.',
    },
  },
  title_misleading: {
    uses: ['ask', 'reject', 'pause'],
    en: {
      title: 'Title misleads',
      text: 'The title promises what the listing does not show, or carries a link or a contact.',
      next: 'Make a listing whose title names the hardware and the place.',
    },
    ru: {
      title: 'Название вводит в заблуждение',
      text: 'Название обещает то, чего в объявлении нет, или содержит ссылку либо контакт.',
      next: 'Создайте объявление, где названы оборудование и место.',
    },
  },
  region_unclear: {
    uses: ['ask', 'reject'],
    en: {
      title: 'Region unclear',
      text: 'The region does not say where the machine stands.',
      next: 'Make a listing with a country and a place, such as eu-lv.',
    },
    ru: {
      title: 'Регион непонятен',
      text: 'По региону не понять, где стоит машина.',
      next: 'Создайте объявление со страной и местом, например eu-lv.',
    },
  },
  price_odd: {
    uses: ['ask', 'reject', 'pause'],
    en: {
      title: 'Price looks wrong',
      text: 'A price is so far from the market that it looks like a mistake.',
      next: 'Compare it with the market, change it or tell us that you mean it.',
    },
    ru: {
      title: 'Цена похожа на ошибку',
      text: 'Цена так далека от рынка, что похожа на ошибку.',
      next: 'Сравните её с рынком, исправьте или напишите, что так и задумано.',
    },
  },
  model_not_as_listed: {
    uses: ['ask', 'pause', 'reject'],
    en: {
      title: 'Another model answers',
      text: 'Answers look like another model, or a more quantised one, than the listing names.',
      next: 'Tell us the exact revision and quantisation that the engine serves, or correct the listing.',
    },
    ru: {
      title: 'Отвечает другая модель',
      text: 'Ответы похожи на другую или сильнее сжатую модель, чем указано.',
      next: 'Напишите точную ревизию и квантование, которые отдаёт движок, или исправьте объявление.',
    },
  },
  too_many_failures: {
    uses: ['ask', 'pause'],
    en: {
      title: 'Breaks off answers',
      text: 'The machine breaks off too many answers.',
      next: 'Run spindle-node doctor, mend what it finds, and ask for a review.',
    },
    ru: {
      title: 'Обрывает ответы',
      text: 'Машина обрывает слишком много ответов.',
      next: 'Запустите spindle-node doctor, исправьте найденное и попросите о проверке.',
    },
  },
  identity_doubt: {
    uses: ['ask', 'reject', 'pause'],
    en: {
      title: 'Who you are',
      text: 'We need to know more about who sells here.',
      next: 'Prove your wallet in Spindle → Wallet, and answer what is asked below.',
    },
    ru: {
      title: 'Кто вы',
      text: 'Нам нужно знать больше о том, кто здесь продаёт.',
      next: 'Подтвердите кошелёк (Spindle → Кошелёк) и ответьте на вопрос ниже.',
    },
  },
  other: {
    uses: ['ask', 'reject', 'pause', 'ban', 'approve', 'grant', 'refuse'],
    en: {
      title: 'Something else',
      text: 'An admin has written why.',
      next: 'Read it: it says what can be done now.',
    },
    ru: { title: 'Другое', text: 'Админ написал причину.', next: 'Прочтите её: там сказано, что можно сделать.' },
  },
});
