/** Opens a share: the secret behind the `#` stays in this browser, the server is shown a token that follows from it. */
const SECTIONS = ['ready', 'values', 'gone', 'incomplete', 'insecure', 'unreadable'];
/** Stands in place of the secret once it was used, so that neither history nor a screenshot keeps it. */
const OPENED = '#opened';
const SECRET = /^#[\w-]{43}$/;

const element = (id) => document.getElementById(id);
const bytesOf = (text) => new TextEncoder().encode(text);

function show(shown) {
  for (const id of SECTIONS) element(id).hidden = id !== shown;
}

function fromBase64url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toBase64url(bytes) {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const shareId = () => decodeURIComponent(location.pathname.split('/').filter(Boolean).at(-1));

/** The server made the same two of the secret when it encrypted the values. */
async function keysOf(secret, id) {
  const base = await crypto.subtle.importKey('raw', fromBase64url(secret), 'HKDF', false, ['deriveBits', 'deriveKey']);
  const derivation = (purpose) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: bytesOf(id),
    info: bytesOf(`switchyard share ${purpose}`),
  });
  const token = toBase64url(await crypto.subtle.deriveBits(derivation('token'), base, 256));
  const aes = { name: 'AES-GCM', length: 256 };
  return { token, key: await crypto.subtle.deriveKey(derivation('key'), base, aes, false, ['decrypt']) };
}

async function decrypt({ nonce, ciphertext }, key, id) {
  const algorithm = { name: 'AES-GCM', iv: fromBase64url(nonce), additionalData: bytesOf(id) };
  const plain = await crypto.subtle.decrypt(algorithm, key, fromBase64url(ciphertext));
  return JSON.parse(new TextDecoder().decode(plain));
}

function fetchOnce(token) {
  return fetch(location.pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
    credentials: 'omit',
    cache: 'no-store',
  });
}

function copyButton(value) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    const copied = await navigator.clipboard.writeText(value).then(
      () => true,
      () => false,
    );
    button.textContent = copied ? 'Copied' : 'Failed';
    setTimeout(() => (button.textContent = 'Copy'), 2000);
  });
  return button;
}

function rowOf({ label, value }) {
  const [term, description, text] = ['dt', 'dd', 'pre'].map((name) => document.createElement(name));
  term.textContent = label;
  text.textContent = value;
  const button = copyButton(value);
  button.setAttribute('aria-label', `Copy ${label}`);
  description.append(text, button);
  return [term, description];
}

function showValues({ name, note, fields }) {
  if (name) element('title').textContent = name;
  element('note').hidden = !note;
  element('note').textContent = note ?? '';
  element('list').replaceChildren(...fields.flatMap(rowOf));
  show('values');
}

/** What went wrong before anything was used up. */
function complain(message) {
  element('problem').textContent = message;
  element('problem').hidden = false;
  element('reveal').disabled = false;
}

/** All that can fail on this side is done before the server is asked, since it answers once only. */
async function reveal(secret) {
  element('reveal').disabled = true;
  element('problem').hidden = true;
  const id = shareId();
  const { token, key } = await keysOf(secret, id);
  const response = await fetchOnce(token).catch(() => null);
  if (response?.status === 404) return finish('gone');
  if (response?.status === 429) return complain('Too many tries from your network. Try again in a minute.');
  if (!response?.ok) return complain('The server did not answer as it should. Try again.');
  try {
    const { data } = await response.json();
    showValues(await decrypt(data, key, id));
    forget();
  } catch {
    finish('unreadable');
  }
}

const forget = () => history.replaceState(null, '', location.pathname + OPENED);

function finish(section) {
  forget();
  show(section);
}

function start() {
  const { hash } = location;
  if (hash === OPENED) return show('gone');
  if (!SECRET.test(hash)) return show('incomplete');
  if (!window.isSecureContext || !window.crypto?.subtle) return show('insecure');
  show('ready');
  element('reveal').onclick = () => reveal(hash.slice(1)).catch(() => complain('Something went wrong. Try again.'));
}

window.addEventListener('hashchange', start);
start();
