export const wallet = { title: 'wallet' };
