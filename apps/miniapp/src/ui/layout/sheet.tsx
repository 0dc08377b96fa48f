import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTexts } from '../../i18n/index.ts';
import { useBackButton } from '../../lib/telegram/index.ts';
import { IconButton } from '../basics/button.tsx';
import './sheet.css';

interface SheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A panel from below. Not `<dialog>`: its top layer would cover the wallet's own window, which opens while we wait.
 * The page behind takes no focus meanwhile; Escape, the veil and Telegram's back button close it.
 */
export function Sheet({ title, onClose, children }: SheetProps) {
  const { actions } = useTexts('core');
  const titleId = useId();
  const panel = useRef<HTMLDivElement>(null);
  useBackButton(onClose);
  useEffect(() => {
    const page = document.getElementById('root');
    const opener = document.activeElement;
    page?.setAttribute('inert', '');
    panel.current?.focus();
    return () => {
      page?.removeAttribute('inert');
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  useEffect(() => {
    // On the document: a button that goes when it was pressed takes the focus with it, and then no key reaches the panel.
    // Keys pressed elsewhere are for whoever is on top of us, such as the wallet's own window.
    const closeByKey = (event: KeyboardEvent) => {
      const { key, target } = event;
      const isOurs = target === document.body || (target instanceof Node && panel.current?.contains(target));
      if (key === 'Escape' && isOurs) onClose();
    };
    document.addEventListener('keydown', closeByKey);
    return () => document.removeEventListener('keydown', closeByKey);
  }, [onClose]);
  return createPortal(
    <div className="sheet">
      <button type="button" className="sheet__veil" aria-label={actions.close} tabIndex={-1} onClick={onClose} />
      <div ref={panel} className="sheet__panel" role="dialog" aria-modal="true" aria-labelledby={titleId} tabIndex={-1}>
        <div className="sheet__head">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon="close" label={actions.close} onPress={onClose} />
        </div>
        <div className="sheet__body">{children}</div>
      </div>
    </div>,
    document.body,
  );
}
