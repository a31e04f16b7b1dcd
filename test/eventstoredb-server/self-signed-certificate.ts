import { createSign, generateKeyPairSync } from 'node:crypto';

/** A certificate for 127.0.0.1 and its key, both in PEM. */
export interface SelfSignedCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** Makes a certificate that is its own authority, so that tests over TLS need neither a tool nor a key in the repository. */
export function selfSignedCertificate(): SelfSignedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    ECDSA_WITH_SHA256,
    NAME,
    sequence(utcTime(Date.now() - DAY_MS), utcTime(Date.now() + DAY_MS)),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(CERTIFICATE_AUTHORITY, FOR_LOCALHOST)),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const certificate = sequence(body, ECDSA_WITH_SHA256, tagged(0x03, Buffer.from([0]), signature));
  return {
    certificatePem: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

// What follows writes DER (X.690): a tag, the length, the content. Source of the structure: RFC 5280, 4.1 and 4.2.1.

const DAY_MS = 86_400_000;

function tagged(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents: Buffer[]): Buffer => tagged(0x30, ...contents);
const integer = (value: number): Buffer => tagged(0x02, Buffer.from([value]));
const objectId = (...bytes: number[]): Buffer => tagged(0x06, Buffer.from(bytes));
const octets = (content: Buffer): Buffer => tagged(0x04, content);
const utcTime = (ms: number): Buffer =>
  tagged(0x17, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

/** 1.2.840.10045.4.3.2 */
const ECDSA_WITH_SHA256 = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
/** commonName (2.5.4.3) = 127.0.0.1 */
const NAME = sequence(tagged(0x31, sequence(objectId(0x55, 0x04, 0x03), tagged(0x0c, Buffer.from('127.0.0.1')))));
/** basicConstraints (2.5.29.19): cA TRUE. */
const CERTIFICATE_AUTHORITY = sequence(objectId(0x55, 0x1d, 0x13), octets(sequence(tagged(0x01, Buffer.from([0xff])))));
/** subjectAltName (2.5.29.17): iPAddress 127.0.0.1. */
const FOR_LOCALHOST = sequence(objectId(0x55, 0x1d, 0x11), octets(sequence(tagged(0x87, Buffer.from([127, 0, 0, 1])))));
