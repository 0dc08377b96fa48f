// Local world alone: signs a message of the admins' room «Allowed images» with the key of its list's owner.
// `npm run sign-list < message.json`, while `npm start` runs.
import { text } from 'node:stream/consumers';
import { transferOf } from '@spindle/ton';
import * as z from 'zod';
import { listOwner } from './allow-list.ts';
import { loadSecrets, readSettings } from './settings.ts';

const Message = z.object({ address: z.string(), amount: z.string(), payload: z.string(), stateInit: z.string() });

const Status = z.object({ now: z.number() });

const settings = readSettings(process.env);
const chainUrl = `http://127.0.0.1:${settings.chainPort}`;
// Its clock may have been put forward, and a message that is over by it is not taken.
const { now } = Status.parse(await (await fetch(`${chainUrl}/local/status`, { method: 'POST', body: '{}' })).json());
const owner = listOwner(loadSecrets(settings.dataDir).listOwnerSeed, chainUrl, () => now);
const sent = await owner.send([transferOf(Message.parse(JSON.parse(await text(process.stdin))))]);
console.log(sent.ok ? `sent from ${owner.address}` : `not sent: ${sent.fault.code}`);
process.exitCode = sent.ok ? 0 : 1;
