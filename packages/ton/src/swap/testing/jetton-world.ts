import { type Address, beginCell, type Cell, contractAddress, toNano } from '@ton/core';
import { internal } from '@ton/sandbox';
import { makeWorld, outcomeOf, type Party } from '../../testing/world.ts';
import { compileTolk } from './compile-tolk.ts';

/** Units of the jetton for a coin: 3 dollars at six decimals. */
export const UNITS_PER_COIN = 3_000_000n;

const OP = { mint: 0x4a544d31, transfer: 0x0f8a7ea5, burn: 0x595f07bc } as const;

/** A chain with a jetton of our own on it, and an exchange that pays it at a fixed price. */
export async function makeJettonWorld() {
  const world = await makeWorld();
  const { chain, payer: admin } = world;
  const [walletCode, minterCode, deskCode] = await Promise.all(
    ['jetton-wallet', 'jetton-minter', 'swap-desk'].map(compileTolk),
  );
  if (!(walletCode && minterCode && deskCode)) throw new Error('three contracts were compiled');
  const minterData = beginCell()
    .storeCoins(0)
    .storeAddress(admin.address)
    .storeRef(beginCell().endCell())
    .storeRef(walletCode)
    .endCell();
  const minterInit = { code: minterCode, data: minterData };
  const minter = contractAddress(0, minterInit);

  /** Where the minter says that an owner's wallet is. */
  const walletOf = async (owner: Address): Promise<Address> => {
    const argument = beginCell().storeAddress(owner).endCell();
    const { stackReader } = await chain.runGetMethod(minter, 'get_wallet_address', [{ type: 'slice', cell: argument }]);
    return stackReader.readAddress();
  };

  const balanceOf = async (owner: Address): Promise<bigint> => {
    const wallet = await walletOf(owner);
    const { accountState } = await chain.getContract(wallet);
    if (accountState?.type !== 'active') return 0n;
    return (await chain.runGetMethod(wallet, 'get_wallet_data')).stackReader.readBigNumber();
  };

  async function sendTo(from: Party, to: Address, body: Cell, coins = '0.2', init?: { code: Cell; data: Cell }) {
    const message = internal({
      ...{ from: from.address, to, value: toNano(coins), body, bounce: true },
      ...(init && { stateInit: init }),
    });
    const { transactions } = await chain.sendMessage(message);
    return { transactions, outcome: outcomeOf(transactions[0]) };
  }

  const mint = (to: Address, amount: bigint, from = admin) => {
    const body = beginCell().storeUint(OP.mint, 32).storeUint(0, 64).storeAddress(to).storeCoins(amount).endCell();
    return sendTo(from, minter, body, '0.2', minterInit);
  };

  async function transfer(from: Party, to: Address, amount: bigint, forward = 0n, coins = '0.2') {
    const body = beginCell()
      .storeUint(OP.transfer, 32)
      .storeUint(7, 64)
      .storeCoins(amount)
      .storeAddress(to)
      .storeAddress(from.address)
      .storeBit(false)
      .storeCoins(forward)
      .storeBit(false)
      .endCell();
    return sendTo(from, await walletOf(from.address), body, coins);
  }

  async function burn(from: Party, amount: bigint) {
    const body = beginCell()
      .storeUint(OP.burn, 32)
      .storeUint(7, 64)
      .storeCoins(amount)
      .storeAddress(from.address)
      .storeBit(false)
      .endCell();
    return sendTo(from, await walletOf(from.address), body);
  }

  const supply = async () => (await chain.runGetMethod(minter, 'get_jetton_data')).stackReader.readBigNumber();

  const deskData = beginCell().storeAddress(minter).storeRef(walletCode).storeUint(UNITS_PER_COIN, 64).endCell();
  const deskInit = { code: deskCode, data: deskData };
  const desk = contractAddress(0, deskInit);
  await sendTo(admin, desk, beginCell().endCell(), '5', deskInit);
  await mint(desk, 1_000_000_000n);
  const deskWallet = await walletOf(desk);
  return { ...world, minter, walletOf, balanceOf, mint, transfer, burn, supply, sendTo, desk, deskWallet };
}
