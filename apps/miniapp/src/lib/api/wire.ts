/** What JSON cannot say of a value: superjson's annotation by path, such as `items.0.amountNano` → `['bigint']`. */
type Annotation = readonly [kind: string];
interface Wire {
  json: unknown;
  meta?: { values?: Record<string, Annotation> | Annotation; v?: number } | undefined;
}

/** An answer with a kind of value that this page does not know: the market speaks a later version, or another program answers. */
export class UnreadableAnswer extends Error {
  constructor(kind: string) {
    super(`this page cannot read a ${kind}`);
    this.name = 'UnreadableAnswer';
  }
}

/** superjson's version of paths in which back slashes are escaped too. */
const ESCAPED_PATHS = 1;

/**
 * superjson's wire format for what we send: plain data, `bigint`, `undefined`, `Date`. The broker speaks it with
 * superjson itself; here the library would be 4 kB of the first load. The tests hold the two against each other.
 */
export const wire = { serialize, deserialize };

export function serialize(value: unknown): Wire {
  const values: Record<string, Annotation> = {};
  const json = plain(value, '', values);
  const atRoot = values[''];
  if (atRoot) return { json, meta: { values: atRoot, v: ESCAPED_PATHS } };
  return Object.keys(values).length > 0 ? { json, meta: { values, v: ESCAPED_PATHS } } : { json };
}

/** @throws UnreadableAnswer */
// `any` is what a transformer gives: the router's types say what it is.
// biome-ignore lint/suspicious/noExplicitAny: see above
export function deserialize({ json, meta }: Wire): any {
  const values = meta?.values;
  if (!values) return json;
  if (isAnnotation(values)) return revive(json, values);
  for (const [path, annotation] of Object.entries(values)) reviveAt(json, partsOf(path), annotation);
  return json;
}

function plain(value: unknown, path: string, values: Record<string, Annotation>): unknown {
  if (typeof value === 'bigint') {
    values[path] = ['bigint'];
    return value.toString();
  }
  if (value === undefined) {
    values[path] = ['undefined'];
    return null;
  }
  if (typeof value !== 'object' || value === null) return value;
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (Array.isArray(value)) return value.map((item, index) => plain(item, below(String(index)), values));
  const members = Object.entries(value).map(([key, member]) => [key, plain(member, below(escaped(key)), values)]);
  return Object.fromEntries(members);
}

function reviveAt(root: unknown, parts: string[], annotation: Annotation): void {
  const last = parts.pop();
  const holder = parts.reduce((node, key) => (isObject(node) ? Reflect.get(node, key) : undefined), root);
  if (last !== undefined && isObject(holder)) Reflect.set(holder, last, revive(Reflect.get(holder, last), annotation));
}

function revive(value: unknown, [kind]: Annotation): unknown {
  if (kind === 'bigint') return BigInt(String(value));
  if (kind === 'undefined') return undefined;
  if (kind === 'Date') return new Date(String(value));
  throw new UnreadableAnswer(kind);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isAnnotation = (values: Record<string, Annotation> | Annotation): values is Annotation => Array.isArray(values);
const escaped = (key: string): string => key.replaceAll('\\', '\\\\').replaceAll('.', '\\.');

/** Parts at the dots that are not escaped. */
function partsOf(path: string): string[] {
  const parts = path.match(/(?:\\.|[^.\\])+/g) ?? [];
  return parts.map((part) => part.replace(/\\(.)/g, '$1'));
}
