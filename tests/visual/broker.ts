import { PEOPLE, type Recording, type Who } from './recording.ts';

/** Answers one question of a screen: a route of the broker, and what was asked of it, as it stands on the wire. */
export type Broker = (who: Who, route: string, input: unknown) => Promise<unknown>;

const whoNamed = (name: string): Who | null => PEOPLE.find((who) => who === name) ?? null;

/** In place of a token, the session of a recorded person says who it is. */
export const whoIn = (authorization: string | undefined): Who =>
  whoNamed(authorization?.replace('Bearer ', '') ?? '') ?? 'visitor';

/** Names whose page it is that asks: what is asked before anybody is logged in names nobody. */
export const PAGE_OF = 'x-page-of';

/** The market is asked ahead of the login; what it answers a person otherwise, it answers their page. */
export const whoAsks = (route: string, authorization: string | undefined, pageOf: unknown): Who => {
  const who = whoIn(authorization);
  return who === 'visitor' && route.startsWith('market.') ? (whoNamed(String(pageOf)) ?? who) : who;
};

/** By what was asked; a login only by its route, for its secret is nobody's. */
export const askedOf = (route: string, input: unknown): string =>
  route === 'auth.dev' ? route : `${route} ${JSON.stringify(input ?? null)}`;

/** What is answered otherwise, by route: `offline` breaks off, `refused` is a refusal, all else is the answer. */
export type Otherwise = Record<string, 'offline' | 'refused' | object>;

export interface RecordedBroker {
  broker: Broker;
  /** What it was asked in vain. */
  missing: Set<string>;
  /** From now on this person is answered otherwise; by an empty list, as it was recorded. */
  answer(who: Who, otherwise: Otherwise): void;
}

/** A broker that says again what was recorded, and remembers what it was asked in vain. */
export function recordedBroker(recording: Recording): RecordedBroker {
  const missing = new Set<string>();
  const otherwise = new Map<Who, Otherwise>();
  const broker: Broker = async (who, route, input) => {
    const other = otherwise.get(who)?.[route];
    if (other === 'offline') return OFFLINE;
    if (other === 'refused') return REFUSAL;
    if (other) return { result: { data: { json: other } } };
    const asked = askedOf(route, input);
    // The market says the same to everyone, and everyone comes through it, for longer or shorter.
    const told = route.startsWith('market.') ? PEOPLE : [loginOf(route, input) ?? who];
    const answer = told.map((one) => recording.answers[one][asked]).find((said) => said !== undefined);
    if (answer === undefined) missing.add(`${who}: ${asked}`);
    return answer ?? { error: { json: { message: 'not recorded', code: -32603, data: { code: 'NOT_RECORDED' } } } };
  };
  return { broker, missing, answer: (who, answers) => otherwise.set(who, answers) };
}

/** What a page may ask anew that the login told it already. */
const ASKED_WHO_I_AM = askedOf('auth.me', { json: null, meta: { values: ['undefined'], v: 1 } });

/** What stands between this page and the broker answers something of its own. */
export const OFFLINE = 'offline';
const REFUSAL = { error: { json: { message: 'refused', code: -32603, data: { code: 'INTERNAL_SERVER_ERROR' } } } };

/** A broker that asks a real one, and writes down what it says. */
export function recordingBroker(api: string, secret: string, recording: Recording): Broker {
  const tokens = new Map<Who, string>();
  return async (who, route, input) => {
    const token = tokens.get(who);
    const isLogin = route === 'auth.dev' || route === 'auth.telegram';
    const query = isLogin ? '' : `?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`;
    const response = await fetch(`${api}/trpc/${route}${query}`, {
      method: isLogin ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(isLogin && { body: JSON.stringify(input).replace('recorded', secret) }),
    });
    const answer = await response.json();
    const login = loginOf(route, input);
    if (login) tokens.set(login, answer.result.data.json.token);
    if (login) {
      answer.result.data.json.token = login;
      recording.answers[login][ASKED_WHO_I_AM] = { result: { data: { json: answer.result.data.json.me } } };
    }
    // The script of the local wallet is the world's; here there is none.
    if (route === 'app.config') answer.result.data.json.devWalletUrl = null;
    recording.answers[login ?? who][askedOf(route, input)] = answer;
    return answer;
  };
}

function loginOf(route: string, input: unknown): Who | null {
  if (route !== 'auth.dev') return null;
  return whoNamed(/"as":"(\w+)"/.exec(JSON.stringify(input))?.[1] ?? '');
}
