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
  /** It leads to the page that is shown. */
  isHere?: boolean;
  /** What its icons and signs say, for those who hear it; its words are read beside this. */
  label?: string;
}

/** One line of a list: a fact, or something to open. */
export function Row({ title, detail, start, end, href, onPress, isHere, label }: RowProps) {
  const content = (
    <>
      {label && <span className="unseen">{label}</span>}
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
      <Link href={href} className="row" aria-current={isHere ? 'page' : undefined}>
        {content}
      </Link>
    );
  }
  if (onPress) {
    return (
      <button type="button" className="row" onClick={onPress}>
        {content}
      </button>
    );
  }
  return <div className="row">{content}</div>;
}
