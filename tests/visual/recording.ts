import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Who looks at a screen. A visitor has no account; a buyer has one and nothing else yet; a developer has asked much. */
export type Who = (typeof PEOPLE)[number];
export const PEOPLE = ['visitor', 'buyer', 'developer', 'provider', 'admin'] as const;

/** What a broker answered when it was asked by these people: by route and input, as it stood on the wire. */
export interface Recording {
  /** The moment at which all of it was true; screens are shown at this one. */
  recordedAtMs: number;
  /** Names for parts of addresses: the id of a listing, of a person. */
  ids: Record<string, string>;
  answers: Record<Who, Record<string, unknown>>;
}

const FOLDER = path.join(import.meta.dirname, 'recorded');
const fileOf = (name: string) => path.join(FOLDER, `${name}.json`);

export const emptyRecording = (recordedAtMs: number, ids: Record<string, string>): Recording => ({
  recordedAtMs,
  ids,
  answers: { visitor: {}, buyer: {}, developer: {}, provider: {}, admin: {} },
});

export function readRecording(): Recording {
  if (!existsSync(fileOf('moment'))) throw new Error('nothing is recorded: npm run record-screens');
  const { recordedAtMs, ids } = JSON.parse(readFileSync(fileOf('moment'), 'utf8'));
  const recording = emptyRecording(recordedAtMs, ids);
  for (const who of PEOPLE) recording.answers[who] = JSON.parse(readFileSync(fileOf(who), 'utf8'));
  return recording;
}

/** One answer a line, in order: what a new recording changes can be read. */
export function writeRecording({ recordedAtMs, ids, answers }: Recording): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf('moment'), `${JSON.stringify({ recordedAtMs, ids }, null, 2)}\n`);
  for (const who of PEOPLE) {
    const lines = Object.entries(answers[who])
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([asked, answer]) => `${JSON.stringify(asked)}:${JSON.stringify(answer)}`);
    writeFileSync(fileOf(who), `{\n${lines.join(',\n')}\n}\n`);
  }
}
