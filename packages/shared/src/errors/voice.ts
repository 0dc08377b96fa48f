import { entries } from './entry.ts';

/** A question that is spoken. */
export const VOICE_ERRORS = entries({
  microphone_refused: {
    status: 403,
    type: 'permission_error',
    en: 'The microphone is closed to this app. Allow it for Telegram (or this site) in the device’s settings, then try again.',
    ru: 'Микрофон для этого приложения закрыт. Разрешите его для Telegram (или этого сайта) в настройках устройства и попробуйте ещё раз.',
  },
  microphone_missing: {
    status: 404,
    type: 'invalid_request_error',
    en: 'No microphone can be used just now. Connect one, or close the app that uses it, then try again.',
    ru: 'Сейчас нет доступного микрофона. Подключите его или закройте приложение, которое его занимает, и попробуйте ещё раз.',
  },
  recording_unreadable: {
    status: 422,
    type: 'invalid_request_error',
    en: 'This device recorded something that it cannot read. Nothing was sent and nothing charged. Try again, or type your question.',
    ru: 'Устройство не смогло прочитать свою запись. Ничего не отправлено и не списано. Попробуйте ещё раз или наберите вопрос.',
  },
  speech_empty: {
    status: 422,
    type: 'invalid_request_error',
    en: 'Nothing was heard. Speak closer to the microphone and try again.',
    ru: 'Ничего не слышно. Говорите ближе к микрофону и попробуйте ещё раз.',
  },
});
