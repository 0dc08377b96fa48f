import { type Language, numberFormat } from '@spindle/shared';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Of fewer hours or days the rest counts: 47 hours are not a day. */
const FEW = 10;

/** How long something takes or has taken: "320 ms", "1.4 s", "12 min", "3 hr", "1 day 23 hr". */
export function duration(ms: number, language: Language): string {
  if (ms < 1_000) return unit(Math.max(0, ms), 'millisecond', language, 0);
  if (ms < MINUTE_MS) return unit(ms / 1_000, 'second', language, ms < 10_000 ? 1 : 0);
  return longDuration(ms, language);
}

/** The same for people who wait: never finer than a second. */
export function waited(ms: number, language: Language): string {
  const shown = Math.max(0, ms);
  return shown < MINUTE_MS ? unit(shown / 1_000, 'second', language, 0) : longDuration(shown, language);
}

/** "4:09" for a countdown of minutes and seconds, "23:04:09" with hours. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  const two = (value: number) => String(value % 60).padStart(2, '0');
  if (minutes < 60) return `${minutes}:${two(seconds)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes)}:${two(seconds)}`;
}

/** "22 Nov, 14:05". */
export function moment(atMs: number, language: Language): string {
  return dateFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(atMs);
}

/** "22 Nov, 14:05 – 15:05"; the second day is named where it is another one. */
export function period(fromMs: number, toMs: number, language: Language): string {
  const isOneDay = new Date(fromMs).toDateString() === new Date(toMs).toDateString();
  const time = dateFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false });
  return `${moment(fromMs, language)} – ${isOneDay ? time.format(toMs) : moment(toMs, language)}`;
}

/** "22 Nov" of a day given as YYYY-MM-DD. */
export function shortDay(day: string, language: Language): string {
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return dateFormat(language, options).format(Date.parse(`${day}T00:00:00Z`));
}

function longDuration(ms: number, language: Language): string {
  if (ms < HOUR_MS) return unit(ms / MINUTE_MS, 'minute', language, 0);
  const [wholeMs, name, partMs] =
    ms < DAY_MS ? ([HOUR_MS, 'hour', MINUTE_MS] as const) : ([DAY_MS, 'day', HOUR_MS] as const);
  const restMs = ms < FEW * wholeMs ? ms % wholeMs : 0;
  const rest = restMs < partMs ? '' : ` ${longDuration(restMs - (restMs % partMs), language)}`;
  return unit(ms / wholeMs, name, language, 0) + rest;
}

function unit(value: number, name: string, language: Language, places: number): string {
  const scale = 10 ** places;
  const options = { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: places } as const;
  // Some languages' short units come with a space that breaks: a number would stay behind alone.
  return numberFormat(language, options)
    .format(Math.floor(value * scale) / scale)
    .replaceAll(' ', '\u00a0');
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once, as formats of numbers are. English has the day before the month, as most of the world writes it. */
function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = language + JSON.stringify(options);
  const format = dateFormats.get(name) ?? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options);
  dateFormats.set(name, format);
  return format;
}
