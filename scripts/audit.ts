import { runBesideTheWorld } from './world/run-beside.ts';

// `npm run audit`: audits the market of DATABASE_URL, or the local world that `npm start` runs on this machine.

await runBesideTheWorld('audit', ['DATABASE_URL', 'TON_API_URL']);
