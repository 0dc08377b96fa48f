import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import './notice.css';

interface NoticeProps {
  tone?: 'plain' | 'good' | 'warn' | 'bad' | 'violet';
  icon?: IconName;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** What it says may be over in an instant: it is being asked about. */
  isBusy?: boolean;
}

/** Something to know before going on: what it is, and what to do. */
export function Notice({ tone = 'plain', icon = 'info', title, children, actions, isBusy = false }: NoticeProps) {
  return (
    <div className={`notice notice--${tone}`} role={tone === 'bad' ? 'alert' : 'note'} aria-busy={isBusy || undefined}>
      <Icon name={icon} />
      <div className="grow">
        {title && <div className="notice__title">{title}</div>}
        {children && <div>{children}</div>}
        {actions && <div className="notice__actions">{actions}</div>}
      </div>
    </div>
  );
}

interface EmptyStateProps {
  icon: IconName;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: why, and what to do about it. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <span className="empty__icon">
        <Icon name={icon} size={28} />
      </span>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** The place of something that is coming, in its size. */
export function Skeleton({ width = '100%', height = 16 }: { width?: number | string; height?: number }) {
  return <span className="skeleton" style={{ width, height }} />;
}
