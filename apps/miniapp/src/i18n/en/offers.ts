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
    unmeasured: 'Not known of any of them yet. We measure a machine while it is online; reviews come from buyers.',
    open: 'Open',
  },
  prices: {
    title: 'Price over time',
    note: 'Output, per 1M tokens. Providers set prices in dollars.',
    same: (since: string) => `Unchanged since ${since}`,
    young: (from: string, since: string, changes: number) =>
      `From ${from} on ${since}, ${countEn(changes, { one: '# change', other: '# changes' })} since. The chart begins after a day.`,
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
  askAboutNoPrice: 'Spindle picks the machine for you.',
  rated: (average: string, reviews: string) => `${average} of 5 stars, ${reviews}`,
  reviews: (n: number) => countEn(n, { one: '# review', other: '# reviews' }),
  listing: {
    title: 'Listing',
    hardware: 'Hardware',
    region: 'region',
    memory: 'memory',
    speed: 'Speed now',
    speedNote: 'By the last answers and probes: measured by us, not claimed by the provider.',
    models: 'Models and prices',
    modelsOnly: 'Models',
    machines: 'Machines',
    noMachines: 'No machine of this listing has ever linked. It cannot answer until one does.',
    online: 'Online',
    offline: 'Offline',
    neverLinked: 'Has never linked',
    identity: 'Identity key',
    identityNote: 'Answers of this machine are signed by keys that this key vouches for.',
    program: 'Program',
    measured: (ago: string) => `measured ${ago}`,
    share: 'Send to a chat',
    report: 'Report this listing',
    listedOn: (date: string) => `Listed ${date}`,
    states: {
      in_review: 'In review: an admin looks at it before it can sell.',
      asked: 'In review: its owner has a question to answer before it can sell.',
      banned: 'Banned: it no longer sells.',
      live: 'Live',
      rejected: 'Rejected: it does not sell.',
      paused: 'Paused: it does not sell just now.',
      withdrawn: 'Withdrawn by its owner: it no longer sells.',
    },
    ask: 'Ask this machine',
  },
  dataPolicies: {
    undeclared: { name: 'Nothing is promised', about: 'The provider says nothing of what becomes of requests.' },
    no_training: {
      name: 'No training',
      about: 'The provider promises not to train on requests. A promise, not a proof: the tier says what is proven.',
    },
    no_retention: {
      name: 'Nothing is kept',
      about:
        'The provider promises neither to keep requests nor to train on them. A promise, not a proof: the tier says what is proven.',
    },
  },
  tierAbout: {
    confidential:
      'Only this device and the attested machine can read it. It protects against the marketplace, the network and the software of the machine’s operator. It does not protect against an operator who tampers physically with the hardware.',
    verified:
      'We have checked who owns the machine and what is in it, and we measure it. Your request is sealed to it: Spindle and the network cannot read it, the machine’s owner can.',
    community:
      'Anyone’s machine. Your request is sealed to it: Spindle and the network cannot read it, the machine’s owner can.',
  },
};
