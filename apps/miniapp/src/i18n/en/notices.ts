export const notices = {
  title: 'Notices',
  bell: (unread: number) => (unread > 0 ? `Notices, ${unread} new` : 'Notices'),
  lead: 'What happened that concerns you.',
  empty: 'Nothing yet',
  emptyAbout: 'When something concerns you (a decision, a machine, money), it is told here.',
  isNew: 'New',
  times: (count: number) => `×${count}`,
  settings: 'What you are told',
  settingsNote: 'Decisions on your listings, disputes and your account are always told.',
  told: 'told',
  muted: 'muted',
  low: {
    label: 'Tell me when I may spend less than',
    hint: 'Empty: less than ten usual answers cost. 0: never.',
    wrong: 'A number of coins, like 0.5.',
    saved: 'Saved',
  },
};
