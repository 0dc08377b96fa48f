import { readCommandLine } from './read-command-line.ts';
import { run, sayFault, WORDS } from './run.ts';
import { VERSION } from './version.ts';

const { isJson, language, about, command } = readCommandLine(process.argv.slice(2), process.env);

if (about) {
  console.log(about === 'version' ? VERSION : WORDS[language].help(VERSION));
} else {
  const clockSeconds = () => Math.floor(Date.now() / 1_000);
  const said = command.ok ? await run(command.value, language, clockSeconds) : sayFault(command.fault, language);
  const { isGood, facts, words, warning } = said;
  if (warning && !isJson) console.error(`${warning}\n`);
  const line = isJson ? JSON.stringify({ ...facts, ...(warning && { warning }) }) : words;
  if (isGood) console.log(line);
  else console.error(line);
  process.exitCode = isGood ? 0 : 1;
}
