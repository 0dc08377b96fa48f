import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { telegramApp } from '../../../lib/telegram/index.ts';
import { Button, CopyButton } from '../../../ui/index.ts';
import { type Conversation, conversation, conversationsHere } from '../conversation.ts';
import { asMarkdown } from './as-markdown.ts';

/**
 * All conversations as one Markdown file, made on this device. Telegram's client saves files from the web alone, and these must
 * not go there: in it the text is copied.
 */
export function ExportButton() {
  const { kept: texts } = useTexts('chat');
  const all = useQuery({ queryKey: ['conversations', 'text'], queryFn: readAll, gcTime: 0 });
  if (all.data === undefined) return null;
  const { data } = all;
  if (telegramApp()) return <CopyButton text={data} label={texts.copyAll} />;
  return (
    <Button size="small" look="soft" icon="arrowIn" onClick={() => saveFile(data)}>
      {texts.export}
    </Button>
  );
}

async function readAll(): Promise<string> {
  const vault = await conversationsHere();
  const heads = await vault.heads();
  const kept = await Promise.all(heads.map(({ id }) => (id === conversation().id ? conversation() : vault.read(id))));
  return asMarkdown(kept.filter((one): one is Conversation => one !== null));
}

function saveFile(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  link.download = 'spindle-chats.md';
  link.click();
  URL.revokeObjectURL(link.href);
}
