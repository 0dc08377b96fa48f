const FORMS = { file: /^file-([0-9a-f]{32})$/, batch: /^batch_([0-9a-f]{32})$/ };

const hexOf = (uuid: string): string => uuid.replaceAll('-', '');

/** Ids as OpenAI writes them. */
export const toFileId = (uuid: string): string => `file-${hexOf(uuid)}`;
export const toBatchId = (uuid: string): string => `batch_${hexOf(uuid)}`;

/** The UUID behind an id; null for what is none. */
export function uuidOf(kind: keyof typeof FORMS, id: string): string | null {
  const hex = FORMS[kind].exec(id)?.[1];
  return hex ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
