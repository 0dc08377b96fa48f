import { costOf } from '../cost-of.ts';
import type { Conversation } from './conversation-shape.ts';
import type { RecordStore } from './record-store.ts';
import { makeVaultKey, openRecord, sealRecord } from './sealed-record.ts';

/** What a list shows of a conversation. */
export interface ConversationHead {
  id: string;
  title: string;
  changedMs: number;
  questions: number;
  costNano: bigint;
}

/** The conversations of one account on this device. Titles and times are sealed like the rest. */
export interface Vault {
  isLasting: boolean;
  /** Newest first. */
  heads(): Promise<ConversationHead[]>;
  read(id: string): Promise<Conversation | null>;
  /** The one that was open last. */
  readLast(): Promise<Conversation | null>;
  write(conversation: Conversation): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

const HEAD = 'head:';
const BODY = 'body:';
const LAST = 'last';

export async function openVault(store: RecordStore): Promise<Vault> {
  const key = await store.key(makeVaultKey);
  const opened = async (name: string) => {
    const record = await store.read(name);
    return record && openRecord(key, name, record);
  };
  const read = async (id: string) => asConversation(await opened(BODY + id));
  return {
    isLasting: store.isLasting,
    heads: async () => {
      const heads = await Promise.all((await store.names(HEAD)).map(opened));
      return heads.filter(isHead).toSorted((a, b) => b.changedMs - a.changedMs);
    },
    read,
    readLast: async () => {
      const last = await opened(LAST);
      return typeof last === 'string' ? read(last) : null;
    },
    write: async (conversation) => {
      const { id } = conversation;
      const sealed = async (name: string, value: unknown) => [name, await sealRecord(key, name, value)] as const;
      await store.write(
        await Promise.all([sealed(HEAD + id, headOf(conversation)), sealed(BODY + id, conversation), sealed(LAST, id)]),
      );
    },
    remove: (ids) => store.write(ids.flatMap((id) => [[HEAD + id, null] as const, [BODY + id, null] as const])),
  };
}

const TITLE_CHARS = 80;

export const headOf = ({ id, turns, changedMs }: Conversation): ConversationHead => ({
  id,
  title: (turns[0]?.question ?? '').trim().slice(0, TITLE_CHARS),
  changedMs,
  questions: turns.length,
  costNano: costOf(turns),
});

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What our own key opens was written by this app; of an earlier version it may be. */
const isHead = (value: unknown): value is ConversationHead =>
  isRecord(value) && typeof value.id === 'string' && typeof value.changedMs === 'number';

const isConversation = (value: unknown): value is Conversation =>
  isRecord(value) && typeof value.id === 'string' && Array.isArray(value.turns) && isRecord(value.choice);

const asConversation = (value: unknown): Conversation | null => (isConversation(value) ? value : null);
