import { useTexts } from '../../../i18n/index.ts';
import { Sheet } from '../../../ui/index.ts';
import ConversationList from './conversation-list.tsx';

/** The kept conversations where there is no room beside the chat. */
export default function ConversationsSheet({ onClose }: { onClose: () => void }) {
  const { kept: texts } = useTexts('chat');
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <ConversationList onOpened={onClose} />
    </Sheet>
  );
}
