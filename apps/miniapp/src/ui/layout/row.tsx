import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from '../icons/icon.tsx';
import './card.css';

interface RowProps {
  title: ReactNode;
  detail?: ReactNode;
  start?: ReactNode;
  end?: ReactNode;
  href?: string;
  onPress?: () => void;
  label?: string;
}

/** One line of a list: a fact, or something to open. */
export function Row({ title, detail, start, end, href, onPress, label }: RowProps) {
  const content = (
    <>
      {start}
      <div className="grow">
        <div>{title}</div>
        {detail && <div className="muted small">{detail}</div>}
      </div>
      {end && <div className="row__end">{end}</div>}
      {(href || onPress) && (
        <span className="row__chevron">
          <Icon name="next" size={18} />
        </span>
      )}
    </>
  );
  if (href) {
    return (
      <Link href={href} className="row" aria-label={label}>
        {content}
      </Link>
    );
  }
  if (onPress) {
    return (
      <button type="button" className="row" onClick={onPress} aria-label={label}>
        {content}
      </button>
    );
  }
  return <div className="row">{content}</div>;
}
