import { webcrypto } from 'node:crypto';
import { randomToken } from '@app/crypto';
import { encryptContent, partsOf, shareKeys } from './share-secret';

const { subtle } = webcrypto;
const secret = randomToken();
const content = { fields: [{ label: 'Password', value: 'Pässwörd ✓' }] };

/** As a browser does it. */
async function decrypt({ nonce, ciphertext }: ReturnType<typeof partsOf>, id: string, withSecret = secret) {
  const base = await subtle.importKey('raw', Buffer.from(withSecret, 'base64url'), 'HKDF', false, ['deriveKey']);
  const [salt, info] = [Buffer.from(id), Buffer.from('switchyard share key')];
  const aes = { name: 'AES-GCM', length: 256 };
  const key = await subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info }, base, aes, false, ['decrypt']);
  const [iv, data] = [Buffer.from(nonce, 'base64url'), Buffer.from(ciphertext, 'base64url')];
  const plain = await subtle.decrypt({ name: 'AES-GCM', iv, additionalData: Buffer.from(id) }, key, data);
  return JSON.parse(Buffer.from(plain).toString('utf8')) as unknown;
}

const encrypted = () => partsOf(encryptContent(content, shareKeys(secret, 'c1').key, 'c1'));

it('WebCrypto decrypts what was encrypted with the derived key', async () => {
  expect(await decrypt(encrypted(), 'c1')).toEqual(content);
});

it.each([
  ['another share', 'c2', secret],
  ['another secret', 'c1', randomToken()],
])('nothing opens for %s', async (_case, id, withSecret) => {
  await expect(decrypt(encrypted(), id, withSecret)).rejects.toThrow();
});

it('every nonce is new', () => {
  expect(new Set(Array.from({ length: 20 }, () => encrypted().nonce)).size).toBe(20);
});

it('token and key have nothing in common, nor those of two shares', () => {
  const [one, other] = [shareKeys(secret, 'c1'), shareKeys(secret, 'c2')];
  const texts = [secret, ...[one, other].flatMap(({ token, key }) => [token, key.toString('base64url')])];
  expect(new Set(texts).size).toBe(5);
  expect(shareKeys(secret, 'c1')).toEqual(one);
  expect(one.token).toMatch(/^[\w-]{43}$/);
});
