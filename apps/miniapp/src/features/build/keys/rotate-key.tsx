import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type KeyView, trpc } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { ErrorNotice, MainAction, Segmented } from '../../../ui/index.ts';
import { SecretOnce } from './secret-once.tsx';
import { useKeyChange } from './use-key-change.ts';

const GRACES = { now: 0, hour: 3_600_000, day: 86_400_000 } as const;
type Grace = keyof typeof GRACES;
const GRACE_NAMES = ['now', 'hour', 'day'] as const satisfies Grace[];

/** A new secret for the same key: for how long the old one works on, then the new one, once. */
export function RotateKey({ view, onDone }: { view: KeyView; onDone: () => void }) {
  const { keys: texts } = useTexts('build');
  const language = useLanguage();
  const [grace, setGrace] = useState<Grace>('day');
  const rotate = useMutation(trpc.keys.rotate.mutationOptions({ onSuccess: useKeyChange() }));
  if (rotate.data) {
    const old = rotate.data.view.oldSecret;
    const also = old ? texts.oldWorks(moment(old.until, language)) : texts.oldEnded;
    return <SecretOnce secret={rotate.data.key} also={also} onClose={onDone} />;
  }
  return (
    <>
      <p className="muted">{texts.rotateAbout}</p>
      <div className="field">
        <span className="field__label">{texts.graceTitle}</span>
        <Segmented
          label={texts.graceTitle}
          value={grace}
          options={GRACE_NAMES.map((value) => ({ value, label: texts.graces[value] }))}
          onChange={setGrace}
        />
        <p className="field__hint">{grace === 'now' ? texts.graceNone : texts.graceSome}</p>
      </div>
      {view.oldSecret && <p className="warn small">{texts.rotateTwice}</p>}
      {rotate.error && <ErrorNotice error={rotate.error} />}
      <MainAction
        label={texts.rotateNow}
        isBusy={rotate.isPending}
        onPress={() => rotate.mutate({ id: view.id, graceMs: GRACES[grace] })}
      />
    </>
  );
}
