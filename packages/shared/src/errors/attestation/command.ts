import { entries } from '../entry.ts';
import { refused } from './refused.ts';

/** What `spindle-verify` says when it could not begin to check. */
export const ATTESTATION_COMMAND_ERRORS = entries({
  verify_setting: refused(
    'Not understood: {name}. It takes {hint}. See spindle-verify --help.',
    'Непонятно: {name}. Ожидается {hint}. См. spindle-verify --help.',
  ),
  verify_unreadable: refused(
    'The file {file} cannot be read ({why}). Check its name, and that it is not larger than 16 MB.',
    'Файл {file} не читается ({why}). Проверьте имя и то, что он не больше 16 МБ.',
  ),
  verify_unknown_file: refused(
    'The file {file} is nothing that this command knows: it takes our bundles, quotes and reports (binary or hex), dstack’s JSON, and NVIDIA’s JSON.',
    'Файл {file} не из тех, что знает эта команда: наши наборы, quote и отчёты (двоичные или hex), JSON от dstack и JSON от NVIDIA.',
  ),
  verify_collateral_needed: refused(
    'A bare {what} cannot be judged alone. Give {needed} with --collateral.',
    'Один лишь {what} оценить нельзя. Укажите {needed} через --collateral.',
  ),
});
