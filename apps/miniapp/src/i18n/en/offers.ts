import { countEn } from '../count.ts';

/** A model's offers: how they are narrowed down and held side by side; what a listing has asked and done. */
export const offers = {
  filters: 'Filters',
  filtersOn: (n: number) => `Filters · ${n}`,
  show: 'Show offers',
  clear: 'Clear filters',
  onlyOnline: 'Answers now',
  region: 'Region',
  anyRegion: 'Anywhere',
  hardware: 'Hardware',
  anyHardware: 'Any hardware',
  sort: 'Sort by',
  sorts: { price: 'Cheapest', speed: 'Fastest', first: 'First token' },
  sortNote: 'By speed, only machines that answer now are shown.',
  noMatch: 'No offer fits these filters.',
  compare: 'Compare',
  done: 'Done',
  pick: 'Choose two or three offers.',
  compareChosen: (n: number) => countEn(n, { one: 'Compare # offer', other: 'Compare # offers' }),
  comparison: {
    title: 'Side by side',
    fact: 'Fact',
    input: 'Input, per 1M tokens',
    output: 'Output, per 1M tokens',
    speed: 'Tokens a second, measured',
    first: 'First token, measured',
    score: 'Track record, of 100',
    uptime: 'Time online, 30 days',
    canaries: 'Canaries passed',
    stars: 'Reviews, of 5',
    tier: 'Tier',
    policy: 'What its provider promises',
    hardware: 'Hardware',
    region: 'Region',
    slots: 'Free slots',
    best: 'best',
    unknown: '–',
    open: 'Open',
  },
  prices: {
    title: 'Price over time',
    note: 'Output, per 1M tokens. Providers set prices in dollars.',
    same: (since: string) => `Unchanged since ${since}`,
    chart: (model: string, from: string, to: string, changes: number) =>
      `${model}: from ${from} to ${to}, ${countEn(changes, { one: '# change', other: '# changes' })}`,
    now: 'now',
  },
  days: {
    title: 'Last 30 days',
    note: 'Counted by the market, by days of UTC; answers up to the next five, so that nobody’s single question shows.',
    none: 'Nothing has happened here yet.',
    uptime: 'Hours online, by day',
    hours: (hours: string) => `${hours} h`,
    demand: 'Answers, by day',
    answers: (n: number, failed: number) =>
      failed === 0
        ? `≤ ${countEn(n, { one: '# answer', other: '# answers' })}`
        : `≤ ${countEn(n, { one: '# answer', other: '# answers' })}, ≤ ${failed} failed`,
  },
  busy: {
    title: 'When it is busy',
    note: (days: number) =>
      `Part of its paid requests that fell into each hour of the day, your time, over ${countEn(days, { one: '# day', other: '# days' })}.`,
    chart: 'Requests by hour of the day',
    hour: (hour: string) => `${hour}:00`,
    percent: (n: number) => `${n} %`,
    most: (hour: string) => `Most is asked about ${hour}.`,
  },
  others: {
    title: 'More from this provider',
    online: 'online',
    offline: 'offline',
  },
};
