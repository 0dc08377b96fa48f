import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import type { KeyView } from '../../../lib/api/index.ts';
import { Button, Sheet } from '../../../ui/index.ts';
import { ChangeKey } from './change-key.tsx';
import { KeyFacts } from './key-facts.tsx';
import { OldSecret } from './old-secret.tsx';
import { RevokeKey } from './revoke-key.tsx';
import { RotateKey } from './rotate-key.tsx';

type Doing = 'looking' | 'changing' | 'rotating';

/** One key, and what its owner can do with it. */
export function KeySheet({ view, onClose }: { view: KeyView; onClose: () => void }) {
  const { keys: texts } = useTexts('build');
  const [doing, setDoing] = useState<Doing>('looking');
  const goBack = () => setDoing('looking');
  if (doing === 'changing') {
    return (
      <Sheet key={doing} title={texts.change} onClose={goBack}>
        <ChangeKey view={view} onDone={goBack} />
      </Sheet>
    );
  }
  if (doing === 'rotating') {
    return (
      <Sheet key={doing} title={texts.rotateTitle(view.name)} onClose={goBack}>
        <RotateKey view={view} onDone={goBack} />
      </Sheet>
    );
  }
  return (
    <Sheet key={doing} title={view.name} onClose={onClose}>
      <KeyFacts view={view} />
      <OldSecret view={view} />
      <div className="key-buttons">
        <Button onClick={() => setDoing('changing')}>{texts.change}</Button>
        <Button icon="retry" onClick={() => setDoing('rotating')}>
          {texts.rotate}
        </Button>
      </div>
      <RevokeKey id={view.id} onDone={onClose} />
    </Sheet>
  );
}
