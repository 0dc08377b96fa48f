import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import './badge.css';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'violet' | 'accent';

export function Badge({ tone = 'plain', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`badge badge--${tone}`}>
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  );
}

/** A light; the words beside it say the same. */
export function Dot({ tone }: { tone: 'plain' | 'good' | 'warn' | 'bad' }) {
  return <span className={`dot dot--${tone}`} aria-hidden="true" />;
}
