import { useTexts } from '../../../i18n/index.ts';
import { Fold, Segmented } from '../../../ui/index.ts';
import { choose, useConversation } from '../conversation.ts';

/** How much more the seal hides, and what each costs. */
export function SealChoice() {
  const { sealChoice: texts } = useTexts('chat');
  const { choice } = useConversation();
  return (
    <Fold title={texts.title} about={texts.about} isOpen={choice.isPrivate || choice.isPostQuantum}>
      <OffOrOn name="isPrivate" words={texts.isPrivate} />
      <OffOrOn name="isPostQuantum" words={texts.isPostQuantum} />
    </Fold>
  );
}

interface OffOrOnProps {
  name: 'isPrivate' | 'isPostQuantum';
  words: { title: string; about: string; cost: string };
}

function OffOrOn({ name, words }: OffOrOnProps) {
  const { sealChoice: texts } = useTexts('chat');
  const { choice } = useConversation();
  return (
    <div className="stack" style={{ '--gap': '8px' }}>
      <h3>{words.title}</h3>
      <Segmented
        label={words.title}
        value={choice[name] ? 'on' : 'off'}
        options={[
          { value: 'off', label: texts.off },
          { value: 'on', label: texts.on },
        ]}
        onChange={(value) => choose({ [name]: value === 'on' })}
      />
      <p className="muted tiny">{words.about}</p>
      <p className="muted tiny">{words.cost}</p>
    </div>
  );
}
