import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { hasBackButton, useBackButton, useTelegram } from '../../lib/telegram/index.ts';
import { Icon } from '../icons/icon.tsx';
import './page.css';

interface PageProps {
  title: ReactNode;
  lead?: ReactNode;
  /** Beside the title. */
  aside?: ReactNode;
  /** Where "back" leads, for pages below a tab. */
  back?: string;
  /** Takes the width of a desktop's window; a line of text alone would be too long there. */
  isWide?: boolean;
  children: ReactNode;
}

/** A screen: its name, a line below, its parts. */
export function Page({ title, lead, aside, back, isWide = false, children }: PageProps) {
  const { actions } = useTexts('core');
  const [, navigate] = useLocation();
  const hasOwnBack = useTelegram() !== null && hasBackButton();
  useBackButton(back === undefined ? null : () => navigate(back));
  return (
    <main className={isWide ? 'page page--wide' : 'page'}>
      <header>
        {back !== undefined && !hasOwnBack && (
          <Link href={back} className="page__back">
            <Icon name="back" />
            {actions.back}
          </Link>
        )}
        <div className="page__head">
          <div className="grow">
            <h1>{title}</h1>
            {lead && <div className="page__lead">{lead}</div>}
          </div>
          {aside}
        </div>
      </header>
      {children}
    </main>
  );
}
