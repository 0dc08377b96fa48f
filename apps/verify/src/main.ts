import { readCommandLine } from './read-command-line.ts';
import { run } from './run.ts';
import { helpText } from './say.ts';
import { VERSION } from './version.ts';

const { isJson, language, about, command } = readCommandLine(process.argv.slice(2), process.env, Date.now());

if (about) {
  console.log(about === 'version' ? VERSION : helpText(VERSION, language));
} else {
  const { exitCode, facts, words } = await run(command, language);
  const line = isJson ? JSON.stringify(facts, null, 2) : words;
  // What was found goes out, good or bad; that nothing could be checked is an error of the command.
  if (exitCode === 2) console.error(line);
  else console.log(line);
  process.exitCode = exitCode;
}
