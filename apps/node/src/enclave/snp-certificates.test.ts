import { makeMockAmd } from '@spindle/devnet/attestation';
import { describe, expect, it } from 'vitest';
import { NOW_MS } from '../../../../packages/sealed/src/attestation/testing/mock-machine.ts';
import { kernelSource } from './kernel-source.ts';
import { readCertificateTable } from './snp-certificates.ts';
import { FakeKernel } from './testing/fake-kernel.ts';

const [VCEK, ASK, ARK] = [
  '63da758de6644564adc5f4b93be8accd',
  '4ab7b379bbac4fe4a02f05aef327c782',
  'c0b406a4a803495297433fb6014cd0ae',
];

/** The host's table (GHCB §4.1.8.1): entries of id, offset and length, an empty one, then the certificates. */
function tableOf(certificates: readonly (readonly [string, Buffer])[]): Buffer {
  const head = Buffer.alloc(24 * (certificates.length + 1));
  let offset = head.length;
  certificates.forEach(([id, der], at) => {
    Buffer.from(id, 'hex').copy(head, at * 24);
    head.writeUInt32LE(offset, at * 24 + 16);
    head.writeUInt32LE(der.length, at * 24 + 20);
    offset += der.length;
  });
  return Buffer.concat([head, ...certificates.map(([, der]) => der)]);
}

const amd = await makeMockAmd({ seed: 'one', nowMs: NOW_MS });
const ders = (amd.certificates.match(/-----BEGIN[\s\S]*?-----END CERTIFICATE-----/g) ?? []).map((pem) =>
  Buffer.from(pem.replace(/-----[^-]+-----|\n/g, ''), 'base64'),
);
const [leaf = Buffer.alloc(0), issuer = Buffer.alloc(0), root = Buffer.alloc(0)] = ders;
const whole = tableOf([
  [ASK, issuer],
  [ARK, root],
  [VCEK, leaf],
]);

describe('an SEV-SNP guest', () => {
  it('shows its report with the certificates that the host hands over, in their order', async () => {
    const kernel = new FakeKernel((reportData) => ({ outblob: amd.report({ reportData }), auxblob: whole }));
    kernel.provider = 'sev_guest';
    const proof = await kernelSource({ files: kernel, pauseMs: 0 }).prove(new Uint8Array(64).fill(3));
    expect(proof).toMatchObject({ ok: true, value: { platform: 'snp', certificates: amd.certificates } });
  });

  it.each([
    ['without a table', Buffer.alloc(0)],
    [
      'without the root',
      tableOf([
        [VCEK, leaf],
        [ASK, issuer],
      ]),
    ],
    ['with one that is cut', whole.subarray(0, -1)],
  ])('%s cannot prove itself, and says so', async (_, auxblob) => {
    expect(readCertificateTable(auxblob)).toBeNull();
    const kernel = new FakeKernel((reportData) => ({ outblob: amd.report({ reportData }), auxblob }));
    kernel.provider = 'sev_guest';
    expect(await kernelSource({ files: kernel, pauseMs: 0 }).prove(new Uint8Array(64))).toMatchObject({
      fault: { code: 'snp_certificates_missing' },
    });
  });
});
