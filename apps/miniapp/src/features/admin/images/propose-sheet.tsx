import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { LongTextField, Sheet } from '../../../ui/index.ts';
import { WordsForm } from '../../review/words-form.tsx';
import { LeafFacts } from './leaf-facts.tsx';
import { readLeafWords } from './read-leaf.ts';
import { useNewView } from './use-new-view.ts';

/** Puts an image up for another admin to look at: the leaf as the build of the image writes it, and why. */
export function ProposeSheet({ onClose }: { onClose: () => void }) {
  const texts = useTexts('images');
  const [leaf, setLeaf] = useState('');
  const propose = useMutation(trpc.images.propose.mutationOptions({ onSuccess: useNewView(onClose) }));
  const words = readLeafWords(leaf);
  return (
    <Sheet title={texts.propose} onClose={onClose}>
      <WordsForm
        label={texts.why}
        hint={texts.proposeHint}
        send={texts.propose}
        isBusy={propose.isPending}
        error={propose.error}
        onSend={(note) => propose.mutate({ leaf, note })}
      >
        <p className="muted">{texts.proposeAbout}</p>
        <LongTextField
          label={texts.leaf}
          placeholder={'{"v":1,"measurements":{"platform":"tdx", …}}'}
          rows={5}
          value={leaf}
          onChange={setLeaf}
          hint={words ? words.name : texts.leafHint}
        />
        {words && <LeafFacts words={words} />}
      </WordsForm>
    </Sheet>
  );
}
