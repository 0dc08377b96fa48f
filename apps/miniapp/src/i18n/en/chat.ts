export const chat = { title: 'chat' };
