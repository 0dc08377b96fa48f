import * as z from 'zod';
import { BUILD_FILE, buildText, ENCODINGS, sha256 } from './folder-files.mjs';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const Build = z.strictObject({ v: z.literal(1), files: z.record(z.string().regex(/^[\w./-]+$/), hash) });

/** One thing that was looked at. */
export interface Line {
  check: string;
  ok: boolean;
  detail: string;
}

export interface ServedBuild {
  /** SHA-256 of its list of files; null when there is none that can be read. */
  hash: string | null;
  lines: Line[];
}

/** Pages of the app, all of which must be the one `index.html`. */
const PAGES = ['', 'market', 'wallet', 'admin/audit'];
const AT_A_TIME = 8;

/**
 * Fetches everything that a market serves as its Mini App, and holds it against the list that it serves with it. Whether
 * that list is the right one is for others to say: its hash comes back.
 * @param policy the Content-Security-Policy that its pages must have.
 */
export async function checkServedBuild(url: string, policy: string): Promise<ServedBuild> {
  const list = await fetchBytes(url, BUILD_FILE).catch(() => null);
  const read = list && Build.safeParse(parse(list.bytes));
  if (!list || !read?.success || buildText(read.data.files) !== text(list.bytes)) {
    return { hash: null, lines: [{ check: BUILD_FILE, ok: false, detail: 'is not there, or not in its form' }] };
  }
  const { files } = read.data;
  const lines: Line[] = [];
  const names = Object.keys(files).filter((name) => !name.startsWith('.'));
  for (let at = 0; at < names.length; at += AT_A_TIME) {
    lines.push(
      ...(await Promise.all(names.slice(at, at + AT_A_TIME).map((name) => checkFile(url, name, files[name])))),
    );
  }
  lines.push(...(await Promise.all(PAGES.map((page) => checkPage(url, page, files['index.html'], policy)))));
  return { hash: sha256(list.bytes), lines };
}

/** As it is, and in each compressed form that phones are sent: another file may lie behind each. */
const FORMS = ['identity', ...Object.values(ENCODINGS)];

async function checkFile(url: string, name: string, wanted: string | undefined): Promise<Line> {
  try {
    const forms = await Promise.all(FORMS.map((form) => fetchBytes(url, name, form)));
    const isSame = forms.every(({ bytes }) => sha256(bytes) === wanted);
    const detail = isSame ? `${forms[0]?.bytes.length} bytes` : 'is not what the list names';
    return { check: name, ok: isSame, detail };
  } catch (error) {
    return { check: name, ok: false, detail: String(error) };
  }
}

async function checkPage(url: string, page: string, wanted: string | undefined, policy: string): Promise<Line> {
  const check = `page /${page}`;
  try {
    const { bytes, headers } = await fetchBytes(url, page);
    if (sha256(bytes) !== wanted) return { check, ok: false, detail: 'is not index.html' };
    const isStrict = headers.get('content-security-policy') === policy;
    return { check, ok: isStrict, detail: isStrict ? 'index.html, strict policy' : 'has another content policy' };
  } catch (error) {
    return { check, ok: false, detail: String(error) };
  }
}

async function fetchBytes(url: string, name: string, form = 'identity'): Promise<{ bytes: Buffer; headers: Headers }> {
  const answer = await fetch(`${url}/${name}`, {
    headers: { accept: 'text/html,*/*', 'accept-encoding': form },
    redirect: 'error',
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
}

const text = (bytes: Buffer): string => bytes.toString('utf8');

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(text(bytes));
  } catch {
    return null;
  }
}
