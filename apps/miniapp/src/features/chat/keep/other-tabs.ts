/** What the app's windows on one device tell each other of an account's conversations. Nothing of what they hold. */
export type TabWord = { kind: 'written' | 'stop'; id: string };

const isWord = (value: unknown): value is TabWord =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value && typeof value.id === 'string';

/**
 * @param hear what another window says; never what this one says.
 * @returns says it to the others; to nobody where a browser can't.
 */
export function openTabs(accountId: string, hear: (word: TabWord) => void): (word: TabWord) => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(`spindle-chat-${accountId}`);
  channel.onmessage = ({ data }) => {
    if (isWord(data)) hear(data);
  };
  return (word) => channel.postMessage(word);
}
