import { reasons } from './entry.ts';

/** The machine is not what the listing says. */
export const HARDWARE_REASONS = reasons({
  hardware_mismatch: {
    uses: ['ask', 'reject', 'pause'],
    en: {
      title: 'Other hardware',
      text: 'The listing says {claimed}, the machine reports {reported}.',
      next: 'List the hardware that the machine really has, or join the machine that you meant. If we read it wrong, say so, and how we can see it.',
    },
    ru: {
      title: 'Другое оборудование',
      text: 'В объявлении {claimed}, а машина сообщает {reported}.',
      next: 'Выставьте то оборудование, которое есть у машины, или подключите ту, которую имели в виду. Если ошиблись мы, напишите об этом и о том, как это увидеть.',
    },
  },
  gpu_count_mismatch: {
    uses: ['ask', 'reject', 'pause'],
    en: {
      title: 'Fewer GPUs',
      text: 'The listing says {claimed} GPUs, its machines report {reported}.',
      next: 'Join the missing machines, or make a listing with the number that there is.',
    },
    ru: {
      title: 'GPU меньше',
      text: 'В объявлении GPU: {claimed}, а машины сообщают {reported}.',
      next: 'Подключите недостающие машины или создайте объявление с тем числом, которое есть.',
    },
  },
  memory_mismatch: {
    uses: ['ask', 'reject', 'pause'],
    en: {
      title: 'Less memory',
      text: 'This hardware has {claimed} of memory, the machine reports {reported}.',
      next: 'List the hardware that the machine really has. If only a part of a GPU is yours, say so in the title.',
    },
    ru: {
      title: 'Памяти меньше',
      text: 'У этого оборудования {claimed} памяти, а машина сообщает {reported}.',
      next: 'Выставьте то оборудование, которое есть у машины. Если вам отдана лишь часть GPU, напишите об этом в названии.',
    },
  },
  speed_implausible: {
    uses: ['ask', 'reject', 'pause'],
    en: {
      title: 'Speed does not fit',
      text: 'We measured {measured}; {claimed} was to be expected.',
      next: 'Look at what else runs on the machine, and which model its engine really serves. Then ask for a review.',
    },
    ru: {
      title: 'Скорость не та',
      text: 'Мы измерили {measured}, а ожидалось {claimed}.',
      next: 'Посмотрите, что ещё работает на машине и какую модель отдаёт движок. Потом попросите о проверке.',
    },
  },
  tokens_inflated: {
    uses: ['ask', 'reject', 'pause'],
    en: {
      title: 'Tokens do not fit the text',
      text: 'For {claimed} it billed {reported}; what was carried has {measured}. No text has so little for its tokens.',
      next: 'See how the engine counts: thinking that is not sent is not billed. Update spindle-node, then ask for a review.',
    },
    ru: {
      title: 'Токенов больше, чем текста',
      text: 'За {claimed} выставлено {reported}; передано {measured}. В тексте столько токенов быть не может.',
      next: 'Проверьте, как считает движок: скрытые рассуждения не оплачиваются. Обновите spindle-node и попросите о проверке.',
    },
  },
  no_machine: {
    uses: ['ask', 'reject'],
    en: {
      title: 'No machine yet',
      text: 'No machine has joined this listing, so nothing can be checked.',
      next: 'Join one with the command in Earn, then ask again.',
    },
    ru: {
      title: 'Машины ещё нет',
      text: 'К объявлению не подключена ни одна машина, проверить нечего.',
      next: 'Подключите её командой из раздела «Заработок» и попросите снова.',
    },
  },
  duplicate_hardware: {
    uses: ['ask', 'reject', 'pause', 'ban'],
    en: {
      title: 'Same machine twice',
      text: 'The same machine or GPU is joined under another account.',
      next: 'List a machine under one account only. If it changed hands, tell us when and from whom.',
    },
    ru: {
      title: 'Та же машина дважды',
      text: 'Та же машина или GPU подключена под другой учётной записью.',
      next: 'Машина может быть только под одной записью. Если она сменила владельца, напишите, когда и от кого.',
    },
  },
});
