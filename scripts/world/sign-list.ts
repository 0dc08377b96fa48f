// Local world alone: signs a message of the admins' room «Allowed images» with the key of its list's owner.
// `npm run sign-list < message.json`, while `npm start` runs.
import { text } from 'node:stream/consumers';
import { transferOf } from '@spindle/ton';
import * as z from 'zod';
import { listOwner } from './allow-list.ts';
import { loadSecrets, readSettings } from './settings.ts';

const Message = z.object({ address: z.string(), amount: z.string(), payload: z.string(), stateInit: z.string() });

const settings = readSettings(process.env);
const owner = listOwner(loadSecrets(settings.dataDir).listOwnerSeed, `http://127.0.0.1:${settings.chainPort}`);
const sent = await owner.send([transferOf(Message.parse(JSON.parse(await text(process.stdin))))]);
console.log(sent.ok ? `sent from ${owner.address}` : `not sent: ${sent.fault.code}`);
process.exitCode = sent.ok ? 0 : 1;
