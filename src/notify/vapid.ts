// The keys by which push services know this app (RFC 8292): a pair for ES256, made once and kept in the database. And
// where its sender can be reached, which Apple wants to be a real address.

/** base64url: an uncompressed point of 65 bytes, and 32 bytes. */
export async function makeVapid(): Promise<{ publicKey: string; privateKey: string }> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  // WebCrypto's type does not say that a key pair comes of this algorithm.
  const pair = (await crypto.subtle.generateKey(algorithm, true, ["sign"])) as CryptoKeyPair;
  const jwk = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  if (!("d" in jwk) || jwk.d === undefined || !(raw instanceof ArrayBuffer)) {
    throw new TypeError("The platform exported a key in another form.");
  }
  return { publicKey: base64url(new Uint8Array(raw)), privateKey: jwk.d };
}

/** Said where nothing better is known: Apple's service refuses names of one's own network. */
const NOBODY = "https://example.org/watchwhere";

const OWN_NETWORK =
  /^(\[.+\]|[\d.]+|[^.]+|.+\.(local|localhost|lan|home|arpa|internal|invalid|test|box))$/;

/** `contact` is a mail address or a page's; `origin` where this app is reached. */
export function vapidSubject(contact: string | null, origin: string | null): string {
  if (contact !== null && /^[^/:]+@[^/]+$/.test(contact)) return `mailto:${contact}`;
  return [contact, origin].find((address) => isPublic(address)) ?? NOBODY;
}

function isPublic(address: string | null): address is string {
  const url = URL.parse(address ?? "");
  return url !== null && url.protocol === "https:" && !OWN_NETWORK.test(url.hostname);
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
