import { useTexts } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/index.ts';

/** Stands where the question is sent, while there is none. */
export function VoiceButton({ onPress }: { onPress: () => void }) {
  const { voice } = useTexts('chat');
  return (
    <button type="button" className="composer__button" aria-label={voice.speak} onClick={onPress}>
      <Icon name="voice" size={22} />
    </button>
  );
}
