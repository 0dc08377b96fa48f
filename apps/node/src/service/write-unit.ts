export interface UnitParts {
  /** Of the user's own services, or of the whole system. */
  isUser: boolean;
  node: string;
  program: string;
  home: string;
  configFile: string | null;
  /** Whose process it is: the owner of the data folder. Only the system's services name one. */
  user: string | null;
}

/** What works in every service, also in a user's own: none of it needs namespaces. */
const HARDENED = [
  'NoNewPrivileges=yes',
  'LockPersonality=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'RestrictNamespaces=yes',
  'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK',
  'SystemCallArchitectures=native',
  'UMask=0077',
];
/** Needs rights that a user's own services do not have everywhere. */
const HARDENED_SYSTEM = [
  'ProtectSystem=strict',
  'ProtectHome=read-only',
  'PrivateTmp=yes',
  'ProtectKernelTunables=yes',
  'ProtectKernelModules=yes',
  'ProtectControlGroups=yes',
  'ProtectClock=yes',
  'CapabilityBoundingSet=',
];

/**
 * A unit for systemd. Memory may be written and run, as JavaScript needs; devices stay visible, as graphics cards are
 * looked at. It is stopped as Ctrl-C would: answers in work end.
 */
export function writeUnit({ isUser, node, program, home, configFile, user }: UnitParts): string {
  const words = [node, program, 'run', '--home', home, ...(configFile ? ['--config', configFile] : [])];
  return [
    '[Unit]',
    'Description=Spindle node: answers requests of the market with the engine of this machine',
    'Wants=network-online.target',
    'After=network-online.target',
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    'Type=simple',
    `ExecStart=${words.map(quoted).join(' ')}`,
    `Environment=SPINDLE_NODE_HOME=${quoted(home)}`,
    ...(user ? [`User=${user}`] : []),
    // A drained node ends well and stays ended; one that failed comes back.
    'Restart=on-failure',
    'RestartSec=5',
    'KillSignal=SIGTERM',
    'TimeoutStopSec=30',
    '',
    ...HARDENED,
    ...(isUser ? [] : [...HARDENED_SYSTEM, `ReadWritePaths=${quoted(home)}`]),
    '',
    '[Install]',
    `WantedBy=${isUser ? 'default.target' : 'multi-user.target'}`,
    '',
  ].join('\n');
}

/** As systemd reads words: `%` and `$` stand for something, quotes and backslashes are escaped. */
function quoted(word: string): string {
  const escaped = word.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@%+=:,./$-]+$/.test(escaped) ? escaped : `"${escaped.replaceAll(/["\\]/g, '\\$&')}"`;
}
