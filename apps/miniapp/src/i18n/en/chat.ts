import { countEn } from '../count.ts';

export const chat = {
  title: 'Chat',
  newChat: 'New chat',
  conversation: 'Conversation',
  message: 'Message',
  placeholder: 'Ask anything',
  send: 'Send',
  stop: 'Stop',
  model: 'Model',
  choose: 'Whom to ask',
  chooseModel: (model: string) => `Model: ${model}. Change`,
  nobodySells: 'Nobody sells a model just now. Look into Market in a minute, or list a machine of your own in Earn.',
  fromPrice: (price: string) => `from ${price} per 1M output tokens`,
  policy: 'Which machine',
  policies: { cheapest: 'Cheapest', fastest: 'Fastest', balanced: 'Balanced', private: 'Most private' },
  oneListing: 'One listing only',
  allListings: 'Ask any machine',
  leastTier: 'What it must prove',
  anyTier: 'Any machine',
  length: 'Length of the answer',
  lengths: { short: 'Short', medium: 'Medium', long: 'Long' },
  lengthNote: (tokens: number) =>
    `Up to ${countEn(tokens, { one: '# token', other: '# tokens' })}. A longer limit holds more until the answer ends.`,
  empty: {
    title: 'Sealed before it leaves',
    about:
      'Your question is encrypted on this device for the machine that answers. Spindle carries it and cannot read it.',
  },
  presets: {
    translate: {
      name: 'Translate',
      about: 'Into another language, with the tone kept.',
      field: 'Text',
      label: 'Into',
      choices: {
        en: { name: 'English', wish: 'Translate this into English. Answer with the translation alone.' },
        ru: { name: 'Russian', wish: 'Translate this into Russian. Answer with the translation alone.' },
        es: { name: 'Spanish', wish: 'Translate this into Spanish. Answer with the translation alone.' },
        de: { name: 'German', wish: 'Translate this into German. Answer with the translation alone.' },
        fr: { name: 'French', wish: 'Translate this into French. Answer with the translation alone.' },
        zh: { name: 'Chinese', wish: 'Translate this into Chinese. Answer with the translation alone.' },
        ar: { name: 'Arabic', wish: 'Translate this into Arabic. Answer with the translation alone.' },
      },
    },
    summarise: {
      name: 'Summarise',
      about: 'What matters in a long text.',
      field: 'Text',
      label: 'As',
      choices: {
        points: { name: 'Five points', wish: 'Summarise this in five points.' },
        paragraph: { name: 'A paragraph', wish: 'Summarise this in one paragraph.' },
        sentence: { name: 'One sentence', wish: 'Summarise this in one sentence.' },
      },
    },
    rewrite: {
      name: 'Rewrite',
      about: 'The same, said better.',
      field: 'Text',
      label: 'So that it is',
      choices: {
        clear: { name: 'Clearer', wish: 'Rewrite this so that it is clearer. Keep its language and its meaning.' },
        short: { name: 'Shorter', wish: 'Rewrite this in half as many words. Keep its language and its meaning.' },
        formal: { name: 'Formal', wish: 'Rewrite this formally. Keep its language and its meaning.' },
        friendly: { name: 'Friendly', wish: 'Rewrite this in a friendly tone. Keep its language and its meaning.' },
      },
    },
    explain: {
      name: 'Explain',
      about: 'A text, a word, a piece of code.',
      field: 'What is to be explained',
      label: 'How',
      choices: {
        simply: { name: 'Simply', wish: 'Explain this in simple words, in English.' },
        thoroughly: { name: 'Thoroughly', wish: 'Explain this step by step and thoroughly, in English.' },
        example: { name: 'By an example', wish: 'Explain this by an example from everyday life, in English.' },
      },
    },
  },
  notKept: 'This device refuses to keep conversations: they are gone when the app is closed.',
  conversationCost: (amount: string, dollars: string) => `This conversation: ${amount}${dollars && ` (${dollars})`}`,
  editing: 'You change a question. What came after it is replaced.',
  kept: {
    title: 'Conversations',
    about:
      'Only on this device, encrypted with a key that never leaves it. Spindle has no copy, and cannot bring back what you delete.',
    full: 'No room on this device',
    fullAbout:
      'What is said now is gone when the app is closed. Delete old conversations here, or free some space on the device.',
    none: 'Nothing here yet.',
    untitled: 'Without a question',
    questions: (n: number) => countEn(n, { one: '# question', other: '# questions' }),
    remove: (title: string) => `Delete: ${title}`,
    removeSurely: 'Delete',
    removeAll: 'Delete all',
    removeAllSurely: 'Really delete all',
    export: 'Save as a file',
    copyAll: 'Copy all as text',
  },
  turnActions: {
    edit: 'Edit',
    elsewhere: 'Ask another provider',
    goOn: 'Continue',
    goOnQuestion: 'Go on from where you stopped.',
    next: (answers: number) => `${countEn(answers, { one: '# answer', other: '# answers' })}: show the next`,
  },
  attach: {
    add: 'Add a picture',
    image: (n: number) => `Picture ${n}`,
    remove: (n: number) => `Leave picture ${n} out`,
  },
  voice: {
    speak: 'Speak',
    title: 'Speak',
    opening: 'Opening the microphone',
    time: (seconds: number, most: number) => `${seconds} of ${most}\u00a0s`,
    about: (model: string) =>
      `Recorded on this device and sealed to a machine with ${model}, which writes it down. You can change the text before you send it.`,
    done: 'Write it down',
    writing: (model: string) => `${model} is writing it down`,
    again: 'Speak again',
    wish: 'Write down word for word what is said in this recording, in the language in which it is said, with punctuation. Answer with these words alone. If nothing is said, answer with nothing.',
  },
  gift: {
    free: (tokens: number) =>
      `Free: the market pays this answer, up to ${countEn(tokens, { one: '# token', other: '# tokens' })}.`,
    tooDear: 'Too much for a free answer. Shorten the question, or choose a cheaper model above.',
    done: 'Free',
    marketPaid: (amount: string) => `the market paid ${amount}`,
    over: 'That was your free question',
    overAbout:
      'Put 0.1 TON into an escrow of your own and ask hundreds more. What you don’t spend you can take back at any time, even if we vanish.',
    overElsewhere: 'Answers here come from a deposit. It cannot be made on this device.',
    deposit: 'Make a deposit',
  },
  privacy: {
    community: {
      title: 'The provider can read this',
      about: 'Spindle and the network cannot. The owner of the machine that answers can: send nothing secret.',
    },
    verified: {
      title: 'The provider can read this',
      about:
        'Spindle and the network cannot. We know who owns the machine, and its owner can read along: send nothing secret.',
    },
    confidential: {
      title: 'Only this device and the attested machine',
      about:
        'It protects against the marketplace, the network and the software of the machine’s operator. It does not protect against an operator who tampers physically with the hardware.',
    },
  },
  holds: (amount: string, dollars: string) =>
    `Holds up to ${amount} (${dollars}). You pay for what comes; the rest is free again.`,
  signs: (amount: string, dollars: string) =>
    `Signs for up to ${amount} (${dollars}), for this answer alone. You pay for what comes.`,
  tooLittle: (amount: string, spendable: string) =>
    `May cost up to ${amount}, and you can spend ${spendable}. Make a deposit or raise your allowance in Wallet.`,
  overCap: (amount: string, cap: string) =>
    `May cost up to ${amount}, and your cap for one answer is ${cap}. Choose a shorter answer or a cheaper model above.`,
  toRules: 'Spending rules',
  nobodyOnline: 'No machine that fits is online. Choose another model or looser conditions.',
  quoting: 'Locking the price',
  waiting: 'Sealed and sent, waiting for the first token',
  queued: (ahead: number, seconds: number | null) =>
    `All machines are busy. ${ahead === 0 ? 'You are next' : `${countEn(ahead, { one: '# request is', other: '# requests are' })} ahead of you`}${seconds === null ? '' : `, about ${seconds}\u00a0s`}`,
  away: {
    title: 'Connection lost',
    about:
      'The answer goes on without you for up to a minute and a half. Its rest comes as soon as you are connected; it is paid once.',
  },
  soFar: 'so far',
  reasoning: 'Reasoning',
  cutShort: 'The answer reached its length limit. Ask it to go on, or choose a longer answer above.',
  openReceipt: 'Receipt',
  stopped: (tokens: number, amount: string, dollars: string) =>
    `Stopped by you. ${countEn(tokens, { one: '# token', other: '# tokens' })} came and cost ${amount} (${dollars}).`,
  stoppedEarly: 'Stopped before it was sent. It cost nothing.',
  stoppedUnsettled:
    'Stopped. You pay for the tokens that came, nothing after; the cost appears here and in Wallet as soon as the machine has counted.',
  toWallet: 'Go to Wallet',
  receipt: {
    title: 'Receipt',
    checks: 'Checks',
    checking: 'Checking',
    verified: 'Verified on this device',
    unverified: 'Something does not fit',
    check: {
      identity: 'The machine’s keys are signed by the listing’s identity key',
      signature: 'That machine signed this receipt',
      terms: 'It worked under the price, model and tier that the market had locked',
      carried: 'The receipt fits the sealed question and every piece of the answer',
      charge: 'You were charged no more than tokens × price',
    },
    whoAnswered: 'Who answered',
    tier: 'Tier',
    machine: 'Machine',
    model: 'Model',
    input: 'Input tokens',
    cached: 'Cached input tokens',
    output: 'Output tokens',
    free: 'Output tokens, free',
    freeAbout: 'Said by a machine that broke off; another went on from there',
    perMTok: (price: string) => `${price} per 1M`,
    rate: 'Locked rate, 1 TON',
    fee: 'Market’s fee, inside the cost',
    job: 'Request',
    keep: 'The receipt holds hashes and numbers, never your text. Whoever opens the link checks it in their own browser; it is in the link itself, and no server sees it.',
    copy: 'Copy receipt',
    copyLink: 'Copy link',
    keepOpened:
      'What the machine said can be shown too, to an admin in a dispute or to anybody, and only by you: this link holds the answer.',
    copyOpened: 'Copy link with the answer',
  },
  seal: {
    title: 'The seal',
    testMachineTitle: 'A test machine',
    testMachine:
      'This is a market for trying things out. The chip maker that vouches for this machine may be made up, and then whoever runs it can read along. Real markets, and the published app, believe no such machine.',
    sealedBy: 'Sealed by',
    suites: { usual: 'X25519', postQuantum: 'ML-KEM-768 + X25519' },
    postQuantumAbout:
      'To a key that the machine’s own evidence names. What is recorded today stays closed to later quantum computers.',
    privateAbout: 'Frames of one size at a constant rate, whatever is said',
    machine: 'Machine',
    noEnclave: 'The provider’s own, no enclave',
    platforms: { tdx: 'Intel TDX enclave', snp: 'AMD SEV-SNP enclave' },
    gpu: 'Its image checked the NVIDIA GPUs at boot, and vouches for them',
    unknown: 'Not proven',
    image: 'Image',
    revision: 'Model’s revision',
    checked: 'Checked',
    identityChecked:
      'By this device, before it sealed your question: the listing’s identity signed the machine’s keys.',
    freshness: {
      nonce: 'By this device: the machine answered a question that nobody could know before',
      block: 'By this device: the evidence names a recent TON block',
    },
    list: 'List of allowed images',
    listBy: {
      chain: (version: number) => `Read from TON by this device: version ${version}`,
      market: (version: number) => `Version ${version}, as the market tells it`,
      none: 'Not read',
    },
    until: 'Remembered until',
    keys: 'Keys',
    allChecks: (n: number) => `All ${countEn(n, { one: '# check', other: '# checks' })}`,
    allChecksAbout: 'Made on this device, in this order',
    live: 'Verify live',
    liveAgain: 'Verify once more',
    liveAbout: 'Asks the machine itself for new evidence now, with a number that this device has just made up.',
    limitsTitle: 'What this doesn’t protect against',
    limitsEnclave:
      'An operator who tampers physically with the hardware; a flaw in the image itself; malware on your phone. Who asked, which model, when, sizes and token counts stay visible to the market.',
    limitsOpen:
      'The owner of this machine: they can read your question and the answer. The market and the network can’t; they see who asked, which model, when, sizes and token counts.',
  },
  sealChoice: {
    title: 'A stronger seal',
    about: 'Private mode, and safety from later computers',
    off: 'Off',
    on: 'On',
    isPrivate: {
      title: 'Private mode',
      isOn: 'Private mode is on',
      about:
        'Who watches the line learns when an answer began and about when it ended, not how long its words are. The machine remembers nothing of it that another question could be told by.',
      cost: 'Costs: 2 kB of traffic a second, text in steps of a quarter second, up to 2 seconds more at the end, and no cached price for what the conversation said before.',
    },
    isPostQuantum: {
      title: 'Against quantum computers',
      isOn: 'Closed to quantum computers',
      about:
        'Seals by ML-KEM-768 beside X25519, so that what is recorded today stays closed. Only machines that have it may answer: those in an enclave.',
      cost: 'Costs: 2.3 kB and some milliseconds for each machine that may answer, and 25 kB that are loaded once.',
    },
  },
};
