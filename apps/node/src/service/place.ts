import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

export const UNIT = 'spindle-node.service';

/** Whose service it is: root's is the system's, everyone else's their own. */
export interface ServicePlace {
  isUser: boolean;
  file: string;
  /** Words that `systemctl` is called with first. */
  systemctl: readonly string[];
}

export function servicePlace(uid: number = userInfo().uid, environ: NodeJS.ProcessEnv = process.env): ServicePlace {
  if (uid === 0) return { isUser: false, file: `/etc/systemd/system/${UNIT}`, systemctl: [] };
  const folder = environ.XDG_CONFIG_HOME || join(homedir(), '.config');
  return { isUser: true, file: join(folder, 'systemd', 'user', UNIT), systemctl: ['--user'] };
}
