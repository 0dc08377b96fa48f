export const earn = { title: 'earn' };
