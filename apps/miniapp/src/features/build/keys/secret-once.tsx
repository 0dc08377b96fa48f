import { useTexts } from '../../../i18n/index.ts';
import { CodeBlock, MainAction, Notice } from '../../../ui/index.ts';

interface SecretOnceProps {
  secret: string;
  /** What else has to be known now. */
  also?: string;
  onClose: () => void;
}

/** A secret, the only time that it is shown. */
export function SecretOnce({ secret, also, onClose }: SecretOnceProps) {
  const { keys: texts } = useTexts('build');
  const { actions } = useTexts('core');
  return (
    <>
      <Notice tone="warn" icon="warn" title={texts.once}>
        {texts.onceAbout}
      </Notice>
      <CodeBlock text={secret} label={texts.key} isWhole />
      {also && <p className="muted small">{also}</p>}
      <MainAction label={actions.done} onPress={onClose} />
    </>
  );
}
