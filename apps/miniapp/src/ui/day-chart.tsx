import { haptic } from '../lib/telegram/index.ts';
import './day-chart.css';

export interface ChartDay {
  /** As people say it: "22 Nov". */
  name: string;
  /** What happened on it, read aloud and shown to whoever points at it. */
  text: string;
  /** From the bottom; heights are shares of the highest day, 0 to 1. */
  parts: { color: string; share: number }[];
}

interface DayChartProps {
  label: string;
  days: ChartDay[];
  /** What the height of the highest day stands for. */
  peak: string;
  /** The day that is looked at; null for the whole period. */
  chosen: number | null;
  onChoose: (day: number | null) => void;
}

/** One column a day, each of several parts; pressed, a day says its numbers, and pressed again it does not. */
export function DayChart({ label, days, peak, chosen, onChoose }: DayChartProps) {
  return (
    <figure className="day-chart">
      <div className="day-chart__peak" aria-hidden="true">
        {peak}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className="day-chart__days" role="group" aria-label={label}>
        {days.map((day, index) => (
          <button
            key={day.name}
            type="button"
            className="day-chart__day"
            aria-label={`${day.name}: ${day.text}`}
            aria-pressed={index === chosen}
            title={`${day.name}: ${day.text}`}
            onClick={() => {
              haptic.select();
              onChoose(index === chosen ? null : index);
            }}
          >
            {day.parts.map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the column
              <span key={at} style={{ flexBasis: `${part.share * 100}%`, background: part.color }} />
            ))}
          </button>
        ))}
      </div>
      <figcaption className="day-chart__axis">
        <span>{days.at(0)?.name}</span>
        <span>{days.at(-1)?.name}</span>
      </figcaption>
    </figure>
  );
}
