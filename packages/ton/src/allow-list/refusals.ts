/** Why a list refused: exit code of contracts/allow-list/refusals.tolk → name. */
const REFUSALS = {
  501: 'NotOwner',
  502: 'NotGuardian',
  503: 'NotOffered',
  504: 'NothingWaits',
  505: 'TooEarly',
  506: 'EmptyTree',
  507: 'AlreadyRevoked',
  508: 'AlreadyEmpty',
  509: 'Full',
  510: 'LowValue',
  65535: 'UnknownMessage',
} as const;

const BY_EXIT_CODE = new Map<number, string>(Object.entries(REFUSALS).map(([code, name]) => [Number(code), name]));

/** The contract's own name for an exit code; null when the code is not one of its refusals. */
export const listRefusalName = (exitCode: number): string | null => BY_EXIT_CODE.get(exitCode) ?? null;
