/** Where the chain shows no transaction at all, so that none can be of a message of ours. */
export const NO_TREASURY = {
  delivered: () => {
    throw new Error('no transaction is shown here');
  },
};
