import { knowsCurve, owned, subtle } from './support.ts';

type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>;

const byWebCrypto: Verify = async (publicKey, message, signature) => {
  try {
    const key = await subtle().importKey('raw', owned(publicKey), 'Ed25519', false, ['verify']);
    return await subtle().verify('Ed25519', key, owned(signature), owned(message));
  } catch {
    return false;
  }
};

/** RFC 8032's own rule (`zip215: false`), as WebCrypto has it. */
export async function loadNobleEd25519(): Promise<Verify> {
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  return async (publicKey, message, signature) => {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  };
}

let chosen: Promise<Verify> | undefined;

export async function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  subtle();
  chosen ??= knowsCurve('Ed25519', ['sign', 'verify']).then((known) => (known ? byWebCrypto : loadNobleEd25519()));
  return (await chosen)(publicKey, message, signature);
}
