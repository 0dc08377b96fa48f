import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { Button, IconButton } from './button.tsx';
import './copy.css';

const SHOWN_MS = 2_000;

/** Copies a text, and says for a moment that it did. */
export function CopyButton({ text, label, isIcon = false }: { text: string; label?: string; isIcon?: boolean }) {
  const { actions } = useTexts('core');
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await writeClipboard(text);
    haptic.success();
    setIsCopied(true);
  };
  if (isIcon)
    return (
      <IconButton icon={isCopied ? 'check' : 'copy'} label={isCopied ? actions.copied : actions.copy} onPress={copy} />
    );
  return (
    <Button size="small" look="soft" icon={isCopied ? 'check' : 'copy'} onClick={copy}>
      {isCopied ? actions.copied : (label ?? actions.copy)}
    </Button>
  );
}

/**
 * A text to take along as it is: a command, a key, a program.
 * @param label what it is; of code whose language nobody named, empty.
 * @param isWhole breaks it where the line ends, so that all of it is seen; else long lines scroll.
 */
export function CodeBlock({ text, label, isWhole = false }: { text: string; label: string; isWhole?: boolean }) {
  const { code } = useTexts('core');
  return (
    <section className={isWhole ? 'code code--whole' : 'code'} aria-label={label || code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line must scroll by keyboard too */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <div className="code__foot">
        <CopyButton text={text} />
      </div>
    </section>
  );
}

/** Old web views have no clipboard for pages in a frame: there a hidden field does it. */
async function writeClipboard(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}
