import { useTexts } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/index.ts';
import { useConversation } from '../conversation.ts';

/** Beside the question: that the next answer is asked for under a stronger seal. Opens the choice of it. */
export function SealLine({ onPress }: { onPress: () => void }) {
  const { sealChoice: texts } = useTexts('chat');
  const { choice } = useConversation();
  const on = [choice.isPrivate && texts.isPrivate.isOn, choice.isPostQuantum && texts.isPostQuantum.isOn];
  const words = on.filter((text) => text !== false);
  if (words.length === 0) return null;
  return (
    <button type="button" className="seal-line" onClick={onPress}>
      <Icon name="seal" size={15} />
      <span className="grow">{words.join(' · ')}</span>
      <Icon name="next" size={15} />
    </button>
  );
}
