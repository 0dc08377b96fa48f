import { runBesideTheWorld } from './world/run-beside.ts';

// `npm run audit-log`: reads the audit log of DATABASE_URL, or of the local world that `npm start` runs on this machine.

await runBesideTheWorld('audit-log', ['DATABASE_URL']);
