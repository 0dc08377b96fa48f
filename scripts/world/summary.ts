import type { World } from './world.ts';

/** What a newcomer reads when everything serves: where to open it, and as whom. */
export function summary(world: World): string {
  const lines = ['', 'Spindle is open.', ''];
  const row = (name: string, value: string) => lines.push(`  ${name.padEnd(14)} ${value}`);
  if (world.logins) {
    row('as a buyer', world.logins.buyer);
    row('as a provider', world.logins.provider);
    row('as an admin', world.logins.admin);
    lines.push('');
  } else row('Mini App', world.url);
  row('OpenAI API', `${world.url}/v1`);
  if (world.demo) {
    row('  key', world.demo.openai.apiKey);
    row('  model', world.demo.openai.model);
  }
  if (world.chainUrl) row('local chain', `${world.chainUrl} (wallet: ${world.chainUrl}/wallet)`);
  row('data', `${world.settings.dataDir} (delete the folder to start anew)`);
  lines.push('', world.demo ? '  Play money only. Stop with Ctrl-C.' : '  Stop with Ctrl-C.', '');
  return lines.join('\n');
}
