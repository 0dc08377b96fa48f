/** What the leaves of a list are: images of machines, or builds of our programs. Four letters, as a number. */
export const LIST_PURPOSE = { images: 0x494d4753, builds: 0x424c4453 } as const;
export type ListPurpose = keyof typeof LIST_PURPOSE;
