import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import './fold.css';

interface FoldProps {
  title: string;
  /** What is inside, in a line. */
  about: ReactNode;
  /** Shown at once; the person can fold it all the same. */
  isOpen?: boolean;
  /** For what is fetched only when somebody wants to see it. */
  onOpen?: () => void;
  children: ReactNode;
}

/** What most people need not see, folded away. */
export function Fold({ title, about, isOpen, onOpen, children }: FoldProps) {
  return (
    <details
      className="fold"
      open={isOpen || undefined}
      onToggle={({ currentTarget }) => currentTarget.open && onOpen?.()}
    >
      <summary>
        <span className="grow">
          <span className="strong">{title}</span>
          <br />
          <span className="muted small">{about}</span>
        </span>
        <Icon name="down" size={18} />
      </summary>
      <div className="stack" style={{ '--gap': '18px' }}>
        {children}
      </div>
    </details>
  );
}
