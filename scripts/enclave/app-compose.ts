import { createHash } from 'node:crypto';

/** Images by their digests: whoever pulls one gets these bytes or none. */
export interface PinnedImages {
  /** Name and version of the whole, as the manifest and the list of allowed images say it. */
  name: string;
  node: string;
  engine: string;
}

const PINNED = /^[a-z0-9][\w./:-]{0,200}@sha256:[0-9a-f]{64}$/;
const NAME = /^\w[\w .:/@+-]{0,199}$/;

/** What a provider may set. None of it is measured, so none of it may lead a prompt, an answer or a key anywhere. */
export const ALLOWED_ENVS = [
  'SPINDLE_BROKER_URL',
  'SPINDLE_EXPOSURE_LIMIT',
  'SPINDLE_JOIN_CODE',
  'SPINDLE_PAYOUT_WALLET',
  'SPINDLE_PCCS',
  'SPINDLE_SLOTS',
  'SPINDLE_TON_API',
  'SPINDLE_TON_API_KEY',
];

/**
 * dstack's program list (app-compose.json), the same bytes for the same input; and its SHA-256, which dstack measures into
 * RTMR3 as `compose-hash`. @param template the text of deploy/enclave/docker-compose.yaml. @throws on what is not pinned.
 */
export function makeAppCompose(template: string, { name, node, engine }: PinnedImages): { text: string; hash: string } {
  if (!NAME.test(name)) throw new Error('name: letters, digits and . : / @ + - alone');
  for (const [what, image] of Object.entries({ node, engine })) {
    if (!PINNED.test(image)) throw new Error(`${what}: an image by its digest, name@sha256:…`);
  }
  const places: Record<string, string> = { NODE_IMAGE: node, ENGINE_IMAGE: engine, IMAGE_NAME: JSON.stringify(name) };
  const compose = template.replace(/\$\{(\w+)\}/g, (_, place: string) => {
    const value = places[place];
    if (value === undefined) throw new Error(`docker-compose.yaml has a place that nothing fills: ${place}`);
    return value;
  });
  // Keys in order and no white space: two people who make it get the same bytes.
  const text = JSON.stringify({
    allowed_envs: ALLOWED_ENVS,
    docker_compose_file: compose,
    gateway_enabled: false,
    kms_enabled: true,
    manifest_version: 2,
    name: 'spindle-node',
    no_instance_id: false,
    public_logs: false,
    public_sysinfo: false,
    public_tcbinfo: true,
    runner: 'docker-compose',
    secure_time: true,
  });
  return { text, hash: createHash('sha256').update(text).digest('hex') };
}
