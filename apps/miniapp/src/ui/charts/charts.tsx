import './charts.css';

export interface Part {
  name: string;
  /** Shown under the name. */
  text: string;
  amount: bigint;
  color: string;
}

/** How a whole is divided: a bar, and its legend. */
export function StackedBar({ parts, label }: { parts: Part[]; label: string }) {
  const total = parts.reduce((sum, part) => sum + part.amount, 0n);
  const share = (amount: bigint) => (total > 0n ? Number((amount * 10_000n) / total) : 0);
  return (
    <div className="stack" style={{ '--gap': '14px' }}>
      <div
        className="stacked"
        role="img"
        aria-label={`${label}: ${parts.map((p) => `${p.name} ${p.text}`).join(', ')}`}
      >
        {parts
          .filter((part) => part.amount > 0n)
          .map((part) => (
            <span key={part.name} style={{ flexGrow: share(part.amount), background: part.color }} />
          ))}
      </div>
      <dl className="legend">
        {parts.map((part) => (
          <div key={part.name}>
            <dt className="muted tiny">
              <span className="legend__key" style={{ background: part.color }} />
              {part.name}
            </dt>
            <dd className="strong small">{part.text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

export interface Bar {
  name: string;
  value: number;
  text: string;
}

const WIDTH = 350;
const HEIGHT = 120;
const GAP = 6;
/** Height of a day on which nothing happened: there, and nothing. */
const EMPTY = 3;

/** One bar a day; read aloud, each with its number. */
export function BarChart({ bars, label }: { bars: Bar[]; label: string }) {
  const most = Math.max(...bars.map((bar) => bar.value), 0);
  const spoken = `${label}: ${bars.map(({ name, text }) => `${name} ${text}`).join(', ')}`;
  const width = (WIDTH - GAP * (bars.length - 1)) / Math.max(1, bars.length);
  return (
    <figure>
      <svg
        className="bars"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={spoken}
      >
        {bars.map((bar, index) => {
          const height = bar.value > 0 ? Math.max(EMPTY, (bar.value / most) * HEIGHT) : EMPTY;
          return (
            <rect
              key={bar.name}
              className={bar.value > 0 ? undefined : 'bars__empty'}
              x={index * (width + GAP)}
              y={HEIGHT - height}
              width={width}
              height={height}
              rx={3}
            >
              <title>{`${bar.name}: ${bar.text}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className="bars-axis">
        <span>{bars.at(0)?.name}</span>
        <span>{bars.at(-1)?.name}</span>
      </figcaption>
    </figure>
  );
}
