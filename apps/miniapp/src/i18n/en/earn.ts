import { countEn } from '../count.ts';
import { faultsOf } from '../faults.ts';
import { conditions } from './conditions.ts';
import { console } from './console.ts';
import { money } from './money.ts';
import { swap } from './swap.ts';

export const earn = {
  title: 'Earn',
  lead: 'Your GPU answers, you are paid by the request.',
  listing: 'Listing',
  listings: 'Your listings',
  disputes: 'Disputes',
  policy: 'Fees and policy',
  list: 'List hardware',
  joinMachine: 'Join a machine',
  empty: 'No listings yet',
  emptyAbout:
    'List your hardware, run one command on it, and it answers requests as soon as an admin has looked at it.',
  requestCount: (n: number) => countEn(n, { one: '# request', other: '# requests' }),
  become: {
    button: 'Become a provider',
    points: {
      any: {
        title: 'Any GPU may join',
        about: 'Also a Mac or a CPU. The tier says honestly what your machine can prove.',
      },
      command: {
        title: 'One command on the machine',
        about: 'No open ports, no account elsewhere. It works behind your router.',
      },
      why: {
        title: 'Always told why',
        about: 'At every moment you see why a listing is earning, or why not and what to do.',
      },
      paid: {
        title: 'Paid for what you deliver',
        about: 'You set prices in dollars. The machine signs a receipt for every answer.',
      },
    },
  },
  conditions,
  console,
  money,
  swap,
  earnings: {
    earned: 'Earned',
    today: 'today',
    requests: (n: number) => countEn(n, { one: 'request', other: 'requests' }),
    chart: 'Earned per day, last 14 days',
    none: 'Nothing yet. Your first answered request appears here within seconds.',
  },
  takenOff: {
    title: 'Paused, not by you',
    about: 'It is off the market. Why, and what you can do, stands on this page.',
  },
  status: {
    earning: { title: 'Earning', about: 'Requests come in, and your machine answers them.' },
    ready: {
      title: 'Ready, waiting for requests',
      about:
        'Everything works. Requests go to the cheapest, the fastest, or the best proven: compare your prices with Market.',
    },
    in_review: {
      title: 'In review',
      about: 'An admin looks at every new listing, usually within a day. Machines can join meanwhile.',
    },
    rejected: {
      title: 'Rejected',
      about: 'Why, and what you can do, stands below.',
    },
    asked: {
      title: 'An admin asks you',
      about: 'The review goes on as soon as you have answered.',
    },
    banned: { title: 'Banned', about: 'Your account is banned. What you earned is still paid out.' },
    paused: { title: 'Paused', about: 'Nobody can buy here. When you want to go on, press «Resume» in «Plan».' },
    withdrawn: {
      title: 'Withdrawn',
      about: 'This listing is over; what it has earned stays yours. To sell again, list the hardware anew.',
    },
    no_node: {
      title: 'No machine has joined',
      about: 'Press «Get join command» and run the command on the machine that has the hardware.',
    },
    node_offline: {
      title: 'Your machine is not connected',
      about: 'Start spindle-node on it again, or look at its network. «spindle-node doctor» says what is wrong.',
    },
    no_model_loaded: {
      title: 'None of your models is loaded',
      about:
        'The machine is connected, but its engine runs none of the models that you listed. Start the engine with one of them; «spindle-node status» shows what it sees.',
    },
    draining: {
      title: 'Your machine takes nothing new',
      about: 'It finishes what runs and then stops, as you told it. Start spindle-node again when you are done.',
    },
    machine_held: {
      title: 'The market sends nobody there',
      about: 'What helps stands at the machine below. Once it is right, buyers come back by themselves.',
    },
    machine_paused: {
      title: 'You paused this machine',
      about: 'It stays linked and takes nothing new. Run «spindle-node resume» on it to go on.',
    },
    maintenance: {
      title: 'In maintenance',
      about:
        'You planned it: nobody can buy here until it is over. It comes back by itself; to end it now, see «Plan».',
    },
    exposure_limit: {
      title: 'Your machine waits for its money',
      about:
        'More of what it earned than the limit that you set there is not yet promised and funded on the chain, so it takes nothing new. Prove a wallet if you have not; otherwise the market funds your account, and it goes on by itself. «spindle-node status» shows the figures.',
    },
    circuit_open: {
      title: 'Your machine fails, so it is left alone',
      about:
        'Several requests in a row failed there, so buyers are sent to other machines. Put it right: «spindle-node doctor» finds most faults. The market asks the machine again by itself, after seconds at first and every five minutes later, and one good answer brings buyers back.',
    },
    suspected: {
      title: 'Its answers look wrong',
      about:
        'Canaries, questions whose answers we know, fail there, so buyers are sent to other machines. Run the very revision and quantisation that you list. Five canaries passed in a row bring buyers back by themselves.',
    },
    no_rate: {
      title: 'The market cannot quote just now',
      about:
        'There is no fresh price of TON, so nobody can buy anywhere. It comes back by itself; there is nothing for you to do.',
    },
  },
  faults: faultsOf({
    answer_damaged: 'Its answers arrive damaged: update spindle-node.',
    engine_unreachable: 'Its engine does not answer: look whether it runs.',
    engine_loading: 'Its engine is still loading the model: wait.',
    engine_out_of_memory: 'Its engine ran out of memory: fewer slots, a shorter context or a smaller model.',
    engine_offline: 'Its engine is not there: start it.',
    engine_silent: 'Its engine hangs: restart it.',
    engine_failed: 'Its engine fails at every answer: look at its log.',
    engine_broke_off: 'Its engine breaks its answers off: look at its log.',
    engine_malformed: 'What answers is no engine, or speaks another language: look at its address.',
    engine_model_missing: 'Its engine does not have the model: load it, or name it.',
    engine_key: 'Its engine refuses the key.',
    cocoon_no_workers: 'Cocoon has no worker for the model now: wait.',
    cocoon_balance_empty: 'The Cocoon wallet is empty: top it up.',
    clock_skewed: 'Its clock is wrong, so its keys are not valid: switch on time synchronisation (NTP) there.',
    node_outdated: 'Its spindle-node is too old: run «spindle-node update» there.',
    node_manifest: 'What it says of itself is not right: update spindle-node there.',
    node_signature: 'It signs with another key: restore its data folder, or join it again.',
    node_unknown: 'It has been retired: join it again.',
    node_offers: 'It runs none of your listing’s models: add the offer, or run another model there.',
    node_twins: 'Two machines use its identity: stop one, and join it anew.',
    node_replaced: 'Two programs use its identity: stop one, or join one of them again.',
    node_floods: 'It tells more than the market hears: update spindle-node there.',
    node_nonsense: 'What it tells of itself makes no sense: update spindle-node there.',
    node_lost: 'Its connection broke in the middle of answers: look at the network, or at what ends the program.',
    node_timeout: 'It does not answer in time: the engine hangs, or has more to do than it can.',
    receipt_invalid: 'Its receipts do not fit its answers: update spindle-node.',
    resume_unsupported: 'It cannot go on with answers as it says it can: update spindle-node.',
  }),
  form: {
    title: 'List hardware',
    lead: 'Two minutes; an admin looks at it before it sells.',
    name: 'Name',
    nameHint: 'Gaming rig, nights',
    nameAbout: 'Buyers see it on the market.',
    hardware: 'Hardware',
    hardwareAbout: 'Say what is really there: the machine reports its own when it joins, and both are kept.',
    count: 'How many',
    countWrong: 'From 1 to 64.',
    region: 'Region',
    regionHint: 'Germany',
    dataPolicy: 'What you promise',
    dataPolicyAbout: 'Buyers can ask for it, and hold you to it.',
    model: 'Model',
    models: 'Models and prices',
    testModels: 'To try the market out',
    input: 'Input',
    inputHint: '0.05',
    outputHint: '0.20',
    output: 'Output',
    cached: 'Cached input',
    cachedAuto: 'half of input',
    batch: 'Less for batches',
    batchAbout: 'Batches run only while half of the machine lies idle.',
    batchWrong: 'A whole number from 0 to 90.',
    perMTok: 'US dollars per 1M tokens. Buyers pay in TON at the rate of the moment.',
    pricesNote: 'You can change prices at any time. Answers that run keep the price they were quoted.',
    take: 'Use it',
    outOfRange: (least: string, most: string) =>
      `A number from ${least} to ${most}, at most six digits after the point.`,
    addModel: 'Add a model',
    removeModel: 'Remove this model',
    send: 'Send for review',
    missing: (parts: string) => `Still to fill in: ${parts}.`,
    parts: { name: 'a name (three letters or more)', count: 'how many', region: 'the region', prices: 'the prices' },
  },
  join: {
    title: 'Join a machine',
    about: 'Get a command, run it on the machine, and watch it appear here.',
    note: 'The code works once. Keys are made on the machine and never leave it.',
    button: 'Get join command',
    another: 'Get another command',
    command: 'Join command',
    expires: (left: string) => `Good for ${left}`,
    expired: 'This code has expired. Get another one.',
  },
  nodes: {
    title: 'Machines',
    online: 'Online',
    offline: 'Offline',
    busy: 'answering now',
    speed: 'tokens/s',
    first: 'first token',
  },
  offers: {
    title: 'Models and prices',
    note: 'Per 1M tokens.',
    edit: 'Change',
    in: (price: string) => `${price} in`,
    out: (price: string) => `${price} out`,
  },
  life: {
    pause: 'Pause',
    resume: 'Resume',
    withdraw: 'Withdraw',
    withdrawSure: 'Take this listing off the market?',
    withdrawAbout:
      'Machines are disconnected and it cannot come back; what it earned stays yours. To stop for a while, pause it.',
    withdrawNow: 'Withdraw now',
  },
};
