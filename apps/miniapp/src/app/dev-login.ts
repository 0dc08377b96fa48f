const DEV_ROLES = ['buyer', 'provider', 'admin', 'developer'] as const;
type DevRole = (typeof DEV_ROLES)[number];

export interface DevLogin {
  as: DevRole;
  secret: string;
}

/** Reads `#dev=<role>.<secret>` of the local world, and takes it out of the address: it must not be shared by mistake. */
export function takeDevLogin(hash: string): DevLogin | null {
  const login = parseDevLogin(hash);
  if (login) history.replaceState(null, '', location.pathname + location.search);
  return login;
}

export function parseDevLogin(hash: string): DevLogin | null {
  const match = /^#dev=(\w+)\.(\S+)$/.exec(hash);
  const as = DEV_ROLES.find((role) => role === match?.[1]);
  return as && match?.[2] ? { as, secret: match[2] } : null;
}
