import { entries } from './entry.ts';

/** Files and batches. Codes with a line stand in a batch's `errors`, the last ones in its error file. */
export const BATCH_ERRORS = entries({
  file_locked: {
    status: 403,
    type: 'permission_error',
    en: 'This file is encrypted under the secret of the key that made it, and this is not that secret. Use that one while it works, or upload the file again.',
    ru: 'Файл зашифрован секретом ключа, который его создал, а это другой секрет. Возьмите тот, пока он действует, или загрузите файл снова.',
  },
  file_in_use: {
    status: 409,
    type: 'invalid_request_error',
    en: 'A batch still reads this file. Wait until it has ended, or cancel it, then delete the file.',
    ru: 'Этот файл ещё читает пакет. Дождитесь его конца или отмените его, затем удалите файл.',
  },
  file_quota: {
    status: 413,
    type: 'invalid_request_error',
    en: 'Your files together would be larger than {limitMb} MB. Delete files that you no longer need, then upload again.',
    ru: 'Ваши файлы вместе займут больше {limitMb} МБ. Удалите ненужные и загрузите снова.',
  },
  batch_file_empty: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The file holds no request. Write one JSON object a line, and upload it again.',
    ru: 'В файле нет ни одного запроса. Запишите по одному объекту JSON в строке и загрузите файл снова.',
  },
  batch_too_many_lines: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The file holds more than {limit} requests. Split it into several batches.',
    ru: 'В файле больше {limit} запросов. Разделите его на несколько пакетов.',
  },
  batch_line_json: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Line {line} is no JSON object. Write one JSON object a line, without line breaks inside.',
    ru: 'Строка {line} не объект JSON. Пишите по одному объекту JSON в строке, без переносов внутри.',
  },
  batch_line_field: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Line {line}: the field «{field}» is not right. {hint}',
    ru: 'Строка {line}: поле «{field}» заполнено неверно. {hint}',
  },
  batch_line_duplicate: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Line {line} has the custom_id of line {first}. Give each line one of its own.',
    ru: 'У строки {line} тот же custom_id, что у строки {first}. Дайте каждой строке свой.',
  },
  batch_expired: {
    status: 410,
    type: 'invalid_request_error',
    en: 'The batch’s window ended before this request had its turn. Nothing was charged for it. Send it again in another batch.',
    ru: 'Срок пакета истёк до того, как подошла очередь этого запроса. За него ничего не списано. Отправьте его в другом пакете.',
  },
  batch_cancelled: {
    status: 410,
    type: 'invalid_request_error',
    en: 'The batch was cancelled before this request had its turn. Nothing was charged for it. Send it again in another batch.',
    ru: 'Пакет отменён до того, как подошла очередь этого запроса. За него ничего не списано. Отправьте его в другом пакете.',
  },
  batch_key_ended: {
    status: 410,
    type: 'invalid_request_error',
    en: 'The API key that ran the batch was revoked, rotated or expired, so it stopped. What was not done was not charged. Upload the file again with a key that works.',
    ru: 'Ключ API этого пакета отозван, сменён или истёк, поэтому пакет остановлен. За несделанное ничего не списано. Загрузите файл снова с действующим ключом.',
  },
  batch_answer_lost: {
    status: 502,
    type: 'server_error',
    en: 'This request was answered and charged once, but the market stopped in that very moment and its answer is lost. It is not sent again by itself, so that it is not charged twice.',
    ru: 'Ответ на этот запрос был получен и оплачен один раз, но рынок остановился именно в этот момент, и ответ потерян. Сам он не повторяется, чтобы не списать дважды.',
  },
});
