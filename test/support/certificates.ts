import { createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate with its key, both PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateWish {
  /** Who signs; left out: it signs itself, and may sign others. */
  readonly by?: Certified;
  readonly name: string;
  /** DNS names and IPv4 addresses it is good for. */
  readonly hosts?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
}

const DAY_MS = 24 * 3600_000;

/** X.509 v3 with ECDSA on P-256 (RFC 5280, RFC 5758), written by hand: TLS servers of tests need names and dates of their own. */
export function aCertificate({ by, name, hosts = [], from, until }: CertificateWish): Certified {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer: KeyObject = by ? createPrivateKey(by.key) : privateKey;
  const now = Date.now();
  const extensions = [
    extension('551d13', sequence(...(by ? [] : [tag(0x01, Buffer.from([0xff]))]))),
    ...(hosts.length > 0 ? [extension('551d11', sequence(...hosts.map(alternative)))] : []),
  ];
  const body = sequence(
    tag(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    nameOf(by ? (ISSUERS.get(by.cert) ?? '') : name),
    sequence(time(from ?? new Date(now - DAY_MS)), time(until ?? new Date(now + DAY_MS))),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tag(0xa3, sequence(...extensions)),
  );
  const signature = tag(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, signer)]));
  const der = sequence(body, ECDSA_SHA256, signature).toString('base64');
  const cert = `-----BEGIN CERTIFICATE-----\n${(der.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
  ISSUERS.set(cert, name);
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** What those that were made are called. */
const ISSUERS = new Map<string, string>();

function tag(type: number, ...content: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat(content);
  const { length } = bytes;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([type, ...head]), bytes]);
}

const sequence = (...content: readonly Buffer[]): Buffer => tag(0x30, ...content);
const integer = (bytes: Buffer): Buffer => tag(0x02, bytes);
const oid = (hex: string): Buffer => tag(0x06, Buffer.from(hex, 'hex'));
/** 1.2.840.10045.4.3.2 */
const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const nameOf = (name: string): Buffer => sequence(tag(0x31, sequence(oid('550403'), tag(0x0c, Buffer.from(name)))));
const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), tag(0x04, value));
const time = (at: Date): Buffer => tag(0x18, Buffer.from(at.toISOString().replace(/[-:T]|\.\d+/g, '')));
const alternative = (host: string): Buffer =>
  /^[\d.]+$/.test(host) ? tag(0x87, Buffer.from(host.split('.').map(Number))) : tag(0x82, Buffer.from(host));
