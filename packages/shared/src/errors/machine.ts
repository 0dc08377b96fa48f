import { entries } from './entry.ts';

/** What a machine finds out about itself: each text says what to do. */
export const MACHINE_ERRORS = entries({
  engine_not_found: {
    status: 400,
    type: 'invalid_request_error',
    en: 'No engine runs on this machine, and no GGUF file was found. Start vLLM, SGLang, Ollama or llama-server, or name it: --engine-url http://127.0.0.1:PORT, or --model-file model.gguf.',
    ru: 'На этой машине не запущен движок, и файла GGUF не найдено. Запустите vLLM, SGLang, Ollama или llama-server либо назовите его: --engine-url http://127.0.0.1:ПОРТ или --model-file model.gguf.',
  },
  engine_slow: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The engine writes {tokensPerSecond} tokens/s, and buyers of «fastest» pass it over. Use a smaller or quantised model, or let it run on the GPU.',
    ru: 'Движок пишет {tokensPerSecond} токенов/с, и те, кому важна скорость, его не выберут. Возьмите модель поменьше или квантованную либо запустите её на GPU.',
  },
  first_token_late: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The engine took {seconds} s for its first token. Load the model before you join, or stop what else uses the GPU.',
    ru: 'До первого токена прошло {seconds} с. Загрузите модель до подключения или остановите то, что ещё занимает GPU.',
  },
  context_short: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The engine runs {model} with {tokens} tokens of context. Longer requests are refused; start it with more (vLLM --max-model-len, llama-server -c, Ollama OLLAMA_CONTEXT_LENGTH).',
    ru: 'Движок держит {model} с контекстом {tokens} токенов. Более длинные запросы он отклонит; задайте больше (vLLM --max-model-len, llama-server -c, Ollama OLLAMA_CONTEXT_LENGTH).',
  },
  disk_low: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Only {freeMb} MB are free at {home}, and receipts, which you are paid by, are kept there. Free some space.',
    ru: 'В {home} свободно только {freeMb} МБ, а там хранятся квитанции, по которым вам платят. Освободите место.',
  },
  memory_low: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Only {freeMb} MB of memory are free: the system may end the engine in the middle of an answer. Stop what you do not need, or take a smaller model.',
    ru: 'Свободно только {freeMb} МБ памяти: система может оборвать движок посреди ответа. Остановите лишнее или возьмите модель поменьше.',
  },
  network_slow: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The market answers after {ms} ms. Answers begin that much later for buyers; use a wired or nearer connection.',
    ru: 'Рынок отвечает через {ms} мс. На столько же позже начинаются ответы для покупателей; подключитесь по кабелю или ближе.',
  },
  cpu_only: {
    status: 400,
    type: 'invalid_request_error',
    en: 'No GPU was found, so this machine is listed as «CPU only». If it has one, install its driver: nvidia-smi or rocm-smi must answer.',
    ru: 'GPU не найден, поэтому машина будет указана как «только CPU». Если он есть, установите драйвер: nvidia-smi или rocm-smi должны отвечать.',
  },
  gpu_driver_missing: {
    status: 400,
    type: 'invalid_request_error',
    en: 'There is a graphics card here ({card}), but its driver’s tool does not answer. Install the driver until nvidia-smi or rocm-smi answers, then join again.',
    ru: 'Видеокарта есть ({card}), но утилита драйвера не отвечает. Установите драйвер, чтобы отвечал nvidia-smi или rocm-smi, и подключите снова.',
  },
  node_update: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Version {newest} is out, this is {version}. Run «spindle-node update».',
    ru: 'Вышла версия {newest}, а здесь {version}. Выполните «spindle-node update».',
  },
  node_not_running: {
    status: 409,
    type: 'invalid_request_error',
    en: 'No spindle-node runs with {home}. Start it: spindle-node run',
    ru: 'С папкой {home} не работает ни один spindle-node. Запустите: spindle-node run',
  },
  node_paused: {
    status: 503,
    type: 'server_error',
    en: 'The machine’s owner has paused it. Nothing was charged. Try another offer; the owner goes on with «spindle-node resume».',
    ru: 'Владелец поставил машину на паузу. Ничего не списано. Выберите другое предложение; владелец продолжит командой «spindle-node resume».',
  },
  service_unavailable: {
    status: 400,
    type: 'invalid_request_error',
    en: 'A service cannot be set up here ({reason}). Start «spindle-node run» by what starts programs on this system, or use the container image.',
    ru: 'Настроить службу здесь нельзя ({reason}). Запускайте «spindle-node run» средствами вашей системы или возьмите образ контейнера.',
  },
  update_failed: {
    status: 400,
    type: 'invalid_request_error',
    en: 'npm could not install the new version ({reason}). Run it yourself: {command}',
    ru: 'npm не смог установить новую версию ({reason}). Выполните сами: {command}',
  },
});
