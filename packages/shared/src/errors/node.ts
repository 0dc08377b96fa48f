import { entries } from './entry.ts';

/** A node and its link to the broker. */
export const NODE_ERRORS = entries({
  node_unknown: {
    status: 401,
    type: 'authentication_error',
    en: 'The market does not know this node. Join it again with a new code from Spindle → Earn.',
    ru: 'Рынок не знает этот узел. Подключите его заново с новым кодом: Spindle → Заработок.',
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
  engine_model_missing: {
    status: 502,
    type: 'server_error',
    en: 'The engine does not have the model «{model}»; it has: {found}. Load it there, or name it with --engine-model.',
    ru: 'На движке нет модели «{model}»; есть: {found}. Загрузите её или укажите имя через --engine-model.',
  },
  engine_key: {
    status: 502,
    type: 'server_error',
    en: 'The engine refuses the key (HTTP {status}). Give the right one with --engine-key or SPINDLE_ENGINE_KEY.',
    ru: 'Движок не принимает ключ (HTTP {status}). Задайте верный через --engine-key или SPINDLE_ENGINE_KEY.',
  },
  engine_offline: {
    status: 502,
    type: 'server_error',
    en: 'The engine at {url} does not answer ({reason}). Start it, or correct --engine-url.',
    ru: 'Движок по адресу {url} не отвечает ({reason}). Запустите его или исправьте --engine-url.',
  },
  model_file_missing: {
    status: 400,
    type: 'invalid_request_error',
    en: 'There is no file {file}. Correct --model-file.',
    ru: 'Файла {file} нет. Исправьте --model-file.',
  },
  model_file_unusable: {
    status: 400,
    type: 'invalid_request_error',
    en: 'llama.cpp cannot load {file}: {reason}. Take a GGUF that fits into this machine’s memory, or another engine.',
    ru: 'llama.cpp не загружает {file}: {reason}. Возьмите GGUF, который помещается в память машины, или другой движок.',
  },
  node_setting: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The setting {name} is not right: {hint}. Run spindle-node help to see them all.',
    ru: 'Настройка {name} неверна: {hint}. Список настроек: spindle-node help.',
  },
  node_not_joined: {
    status: 400,
    type: 'invalid_request_error',
    en: 'This machine has not joined a listing (nothing in {home}). Run: spindle-node join --broker URL, with the address that Spindle → Earn shows.',
    ru: 'Машина не подключена к объявлению (в {home} пусто). Запустите: spindle-node join --broker АДРЕС, с адресом из Spindle → Заработок.',
  },
  node_home: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The data folder {home} cannot be used ({reason}). Make it writable for this user, or set SPINDLE_NODE_HOME.',
    ru: 'Папка данных {home} недоступна ({reason}). Дайте этому пользователю право записи или задайте SPINDLE_NODE_HOME.',
  },
  node_running: {
    status: 409,
    type: 'invalid_request_error',
    en: 'spindle-node already runs with {home} (process {pid}). Stop that one first, or give this one another SPINDLE_NODE_HOME.',
    ru: 'spindle-node уже работает с папкой {home} (процесс {pid}). Сначала остановите его или задайте другую SPINDLE_NODE_HOME.',
  },
  broker_unreachable: {
    status: 503,
    type: 'server_error',
    en: 'The market at {url} cannot be reached ({reason}). Check the address and this machine’s network; a running node tries again by itself.',
    ru: 'Рынок по адресу {url} недоступен ({reason}). Проверьте адрес и сеть машины; работающий узел повторит сам.',
  },
  clock_skewed: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The clock of this machine is {seconds} s off the market’s, so quotes look expired. Switch on time synchronisation (NTP).',
    ru: 'Часы этой машины расходятся с рынком на {seconds} с, и котировки кажутся просроченными. Включите синхронизацию времени (NTP).',
  },
  node_offers: {
    status: 409,
    type: 'invalid_request_error',
    en: 'The listing does not offer what this node runs ({running}); it offers: {offered}. Add the offer in Spindle → Earn, or choose with --model.',
    ru: 'Объявление не предлагает то, что запущено на узле ({running}); в нём: {offered}. Добавьте предложение: Spindle → Заработок, или выберите через --model.',
  },
  node_taken: {
    status: 409,
    type: 'permission_error',
    en: 'This machine’s identity belongs to another provider. Give this program another SPINDLE_NODE_HOME and join again.',
    ru: 'Эта машина уже подключена другим провайдером. Задайте другую папку SPINDLE_NODE_HOME и подключите снова.',
  },
  node_replaced: {
    status: 409,
    type: 'invalid_request_error',
    en: 'Another program linked with this node’s identity, so this link was closed. Run one spindle-node per data folder.',
    ru: 'С тем же ключом подключилась другая программа, поэтому это соединение закрыто. Запускайте один spindle-node на папку данных.',
  },
});
