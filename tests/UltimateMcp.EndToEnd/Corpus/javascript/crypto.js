//: digests
const crypto = require('node:crypto');
for (const name of ['md5', 'sha1', 'sha256', 'sha512', 'sha3-256', 'blake2b512']) console.log(name, crypto.createHash(name).update('abc').digest('hex').slice(0, 20));
console.log(crypto.createHmac('sha256', 'key').update('abc').digest('base64'), crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')));

//: random bytes, numbers and ids
const crypto = require('node:crypto');
console.log(
  crypto.randomBytes(16).length, crypto.randomInt(5) < 5, crypto.randomUUID().length,
  crypto.getRandomValues(new Uint8Array(4)).length,
);
crypto.randomBytes(8, (error, bytes) => console.log(error, bytes.length));
crypto.randomFill(Buffer.alloc(8), (error, bytes) => console.log(error, bytes.length));

//: keys from passwords
const crypto = require('node:crypto');
console.log(crypto.pbkdf2Sync('pass', 'salt', 1000, 16, 'sha256').toString('hex'), crypto.scryptSync('pass', 'salt', 16).toString('hex'));
crypto.scrypt('pass', 'salt', 16, { N: 1024 }, (error, key) => {
  console.log(error, key.toString('hex'));
  crypto.hkdf('sha256', 'key', 'salt', 'info', 8, (second, derived) => console.log(second, Buffer.from(derived).toString('hex')));
});

//: encryption with a shared key
const crypto = require('node:crypto');
const key = Buffer.alloc(32, 1);
const iv = Buffer.alloc(12, 2);
const cipher = crypto.createCipheriv('aes-256-gcm', key, iv);
const sealed = Buffer.concat([cipher.update('secret'), cipher.final()]);
const open = crypto.createDecipheriv('aes-256-gcm', key, iv).setAuthTag(cipher.getAuthTag());
console.log(sealed.toString('hex'), open.update(sealed, undefined, 'utf8') + open.final('utf8'));

//: a changed text is refused
const crypto = require('node:crypto');
const seal = crypto.createCipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(12), { authTagLength: 16 });
const sealed = Buffer.concat([seal.update('secret'), seal.final()]);
const open = crypto.createDecipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(12), { authTagLength: 16 }).setAuthTag(seal.getAuthTag());
sealed[0] ^= 1;
open.update(sealed);
try { open.final(); } catch (error) { console.log(error.message); }

//: signatures
const crypto = require('node:crypto');
for (const [type, options] of [['ed25519', {}], ['ec', { namedCurve: 'P-256' }], ['rsa', { modulusLength: 1024 }]]) {
  const { publicKey, privateKey } = crypto.generateKeyPairSync(type, options);
  const signature = crypto.sign(type === 'ed25519' ? null : 'sha256', Buffer.from('text'), privateKey);
  console.log(
    type, crypto.verify(type === 'ed25519' ? null : 'sha256', Buffer.from('text'), publicKey, signature),
    publicKey.export({ type: 'spki', format: 'pem' }).split('\n')[0],
  );
}

//: a key pair made in the background
const { generateKeyPair, publicEncrypt, privateDecrypt } = require('node:crypto');
generateKeyPair('rsa', { modulusLength: 1024 }, (error, publicKey, privateKey) => console.log(error, String(privateDecrypt(privateKey, publicEncrypt(publicKey, Buffer.from('sealed'))))));

//: a shared secret
const crypto = require('node:crypto');
const [a, b] = [crypto.createECDH('secp256k1'), crypto.createECDH('secp256k1')];
[a, b].forEach((one) => one.generateKeys());
console.log(a.computeSecret(b.getPublicKey()).equals(b.computeSecret(a.getPublicKey())), crypto.getCurves().length > 10);
const [x, y] = [crypto.generateKeyPairSync('x25519'), crypto.generateKeyPairSync('x25519')];
console.log(crypto.diffieHellman({ privateKey: x.privateKey, publicKey: y.publicKey }).length);

//: a digest as a stream
const crypto = require('node:crypto');
const fs = require('node:fs');
fs.writeFileSync('big', Buffer.alloc(300000, 'x'));
fs.createReadStream('big').pipe(crypto.createHash('sha256').setEncoding('hex')).on('data', (digest) => console.log(digest));

//: web crypto digests and keys
(async () => {
  const { subtle } = globalThis.crypto;
  console.log(Buffer.from(await subtle.digest('SHA-256', Buffer.from('abc'))).toString('hex').slice(0, 16));
  const key = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const iv = new Uint8Array(12);
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv }, key, Buffer.from('web'));
  console.log(
    Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)).toString(),
    (await subtle.exportKey('raw', key)).byteLength,
  );
})();

//: web crypto signs
(async () => {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const how = { name: 'ECDSA', hash: 'SHA-256' };
  console.log(await subtle.verify(how, pair.publicKey, await subtle.sign(how, pair.privateKey, Buffer.from('x')), Buffer.from('x')));
  const secret = await subtle.importKey('raw', Buffer.from('key'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  console.log(Buffer.from(await subtle.sign('HMAC', secret, Buffer.from('abc'))).toString('hex').slice(0, 16));
})();

//: primes and certificates
const crypto = require('node:crypto');
console.log(
  crypto.checkPrimeSync(97n), crypto.generatePrimeSync(32, { bigint: true }) > 2n ** 31n,
  crypto.getHashes().includes('RSA-SHA256'), crypto.getCiphers().length > 20,
  crypto.constants.RSA_PKCS1_PADDING,
);
