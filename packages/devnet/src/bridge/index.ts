import { type Answer, openEventStream, type Request, type Route } from '../http/index.ts';
import type { Mailboxes } from './mailboxes.ts';

export { type Letter, Mailboxes } from './mailboxes.ts';

const MAX_TTL_SECONDS = 300;
const CLIENT = /^[0-9a-f]{64}$/;

/**
 * TonConnect's HTTP bridge: `POST /bridge/message` leaves a letter, `GET /bridge/events` streams them.
 * https://github.com/ton-blockchain/ton-connect/blob/main/bridge.md
 */
export function bridgeRoutes(mailboxes: Mailboxes): Route[] {
  return [
    { method: 'GET', path: '/bridge/events', answer: (request) => streamLetters(mailboxes, request) },
    { method: 'POST', path: '/bridge/message', answer: (request) => takeLetter(mailboxes, request) },
  ];
}

function streamLetters(mailboxes: Mailboxes, { url, response }: Request): Answer {
  const clients = (url.searchParams.get('client_id') ?? '').split(',');
  if (!clients.every((client) => CLIENT.test(client))) return refuse('client_id is no public key in hex');
  const afterId = Number(url.searchParams.get('last_event_id') ?? 0);
  if (!Number.isSafeInteger(afterId)) return refuse('last_event_id is no number');
  const asMessage = url.searchParams.get('heartbeat') === 'message';
  const heartbeat = asMessage ? { event: 'message', data: 'heartbeat' } : { event: 'heartbeat', data: '' };
  let stop = () => {};
  const stream = openEventStream(response, () => stop(), heartbeat);
  stop = mailboxes.listen(clients, afterId, ({ id, from, message }) =>
    stream.send('message', JSON.stringify({ from, message }), String(id)),
  );
  return null;
}

function takeLetter(mailboxes: Mailboxes, { url, text }: Request): Answer {
  const from = url.searchParams.get('client_id') ?? '';
  const to = url.searchParams.get('to') ?? '';
  const ttlSeconds = Number(url.searchParams.get('ttl'));
  if (!CLIENT.test(from) || !CLIENT.test(to)) return refuse('client_id and to must be public keys in hex');
  if (!(ttlSeconds > 0 && ttlSeconds <= MAX_TTL_SECONDS)) return refuse('ttl must be from 1 to 300 seconds');
  if (text === '') return refuse('the message is empty');
  mailboxes.post({ from, to, message: text, ttlSeconds });
  return { status: 200, body: { message: 'OK', statusCode: 200 } };
}

const refuse = (message: string): Answer => ({ status: 400, body: { message, statusCode: 400 } });
