import type { ReactNode } from 'react';
import './card.css';

export function Card({ children, isFlush = false }: { children: ReactNode; isFlush?: boolean }) {
  return <div className={isFlush ? 'card card--flush' : 'card'}>{children}</div>;
}

interface SectionProps {
  title?: string;
  aside?: ReactNode;
  /** One line below, in smaller type. */
  note?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, aside, note, children }: SectionProps) {
  return (
    <section className="section" aria-label={title}>
      {title && (
        <div className="section__head">
          <h2>{title}</h2>
          {aside}
        </div>
      )}
      {children}
      {note && <p className="section__note">{note}</p>}
    </section>
  );
}

export interface FactEntry {
  name: string;
  value: ReactNode;
}

/** Numbers that people compare, each above its name. */
export function Facts({ entries }: { entries: FactEntry[] }) {
  return (
    <dl className="facts">
      {entries.map((entry) => (
        <div key={entry.name} className="fact">
          <dt className="fact__name">{entry.name}</dt>
          <dd className="fact__value">{entry.value}</dd>
        </div>
      ))}
    </dl>
  );
}
