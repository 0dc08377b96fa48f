import type { KeyboardEvent, PointerEvent } from 'react';
import { haptic } from '../../lib/telegram/index.ts';
import { dayAfterKey, dayAt } from './choose-day.ts';
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

/**
 * One column a day, each of several parts. Columns are thinner than a finger, so all of them are one thing to touch: a
 * finger that goes over them, or arrow keys, say each day's numbers; a second press on a day, or Escape, all days'.
 */
export function DayChart({ label, days, peak, chosen, onChoose }: DayChartProps) {
  const choose = (day: number | null) => {
    if (day === chosen) return;
    haptic.select();
    onChoose(day);
  };
  const under = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return dayAt((event.clientX - left) / width, days.length);
  };
  const chooseByKey = (event: KeyboardEvent) => {
    const day = dayAfterKey(event.key, chosen, days.length);
    if (day === undefined) return;
    event.preventDefault();
    choose(day);
  };
  const shown = days[chosen ?? days.length - 1];
  return (
    <figure className="day-chart">
      <div className="day-chart__peak" aria-hidden="true">
        {peak}
      </div>
      <div
        className="day-chart__days"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={days.length}
        aria-valuenow={(chosen ?? days.length - 1) + 1}
        aria-valuetext={shown && `${shown.name}: ${shown.text}`}
        onKeyDown={chooseByKey}
        onPointerDown={(event) => choose(under(event) === chosen ? null : under(event))}
        onPointerMove={(event) => event.buttons > 0 && choose(under(event))}
      >
        {days.map((day, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; two hours of a clock that is put back have one name
            key={index}
            className={index === chosen ? 'day-chart__day day-chart__day--chosen' : 'day-chart__day'}
            title={`${day.name}: ${day.text}`}
          >
            {day.parts.map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the column
              <span key={at} style={{ flexBasis: `${part.share * 100}%`, background: part.color }} />
            ))}
          </span>
        ))}
      </div>
      <figcaption className="day-chart__axis">
        <span>{days.at(0)?.name}</span>
        <span>{days.at(-1)?.name}</span>
      </figcaption>
    </figure>
  );
}
