// A push service and the browser behind it: it checks who sends (RFC 8292), and decrypts what it gets (RFC 8291, 8188),
// written from the specifications and without the library that encrypts.

import type { Fetch } from "../../src/ports.ts";

interface Pushed {
  /** What the browser would be given. */
  text: string;
  headers: Headers;
  /** The claims of the token by which the sender was known. */
  claims: { aud: string; exp: number; sub: string };
}

export interface PushService {
  fetch: Fetch;
  pushed: Pushed[];
  /** Statuses to answer with instead of 201, as long as there are any. */
  answers: number[];
  /** What a browser gives to the page that subscribes. */
  subscription: { endpoint: string; p256dh: string; auth: string };
}

export async function startPushService(
  endpoint = `https://push.test/send/${crypto.randomUUID()}`,
): Promise<PushService> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = (await crypto.subtle.generateKey(curve, true, ["deriveBits"])) as CryptoKeyPair;
  const publicKey = new Uint8Array(
    (await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer,
  );
  const auth = crypto.getRandomValues(new Uint8Array(16));
  const pushed: Pushed[] = [];
  const answers: number[] = [];
  const fetch: Fetch = async (url, { headers, body, method } = {}) => {
    if (url !== endpoint || method !== "POST") return new Response("", { status: 404 });
    const status = answers.shift();
    if (status !== undefined) return new Response("", { status });
    const sent = new Headers(headers);
    if (!(body instanceof Uint8Array) || body.length > 4096)
      return new Response("", { status: 413 });
    if (sent.get("content-encoding") !== "aes128gcm" || !/^\d+$/.test(sent.get("ttl") ?? "")) {
      return new Response("", { status: 400 });
    }
    const claims = await verified(sent.get("authorization") ?? "");
    if (claims === null) return new Response("", { status: 403 });
    const text = await decrypted(body, { privateKey: pair.privateKey, publicKey, auth });
    pushed.push({ text, headers: sent, claims });
    return new Response("", { status: 201 });
  };
  const subscription = { endpoint, p256dh: base64url(publicKey), auth: base64url(auth) };
  return { fetch, pushed, answers, subscription };
}

/** The claims; null: the token is not signed with the key that stands beside it. */
async function verified(authorization: string): Promise<Pushed["claims"] | null> {
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const publicKey = await crypto.subtle.importKey("raw", bytesOf(key), algorithm, false, [
    "verify",
  ]);
  const isRight = await crypto.subtle.verify(
    { name: "ECDSA", hash: "SHA-256" },
    publicKey,
    bytesOf(signature),
    utf8(`${head}.${claims}`),
  );
  return isRight
    ? (JSON.parse(new TextDecoder().decode(bytesOf(claims))) as Pushed["claims"])
    : null;
}

interface Receiver {
  privateKey: CryptoKey;
  publicKey: Uint8Array<ArrayBuffer>;
  auth: Uint8Array<ArrayBuffer>;
}

async function decrypted(
  body: Uint8Array,
  { privateKey, publicKey, auth }: Receiver,
): Promise<string> {
  const [salt, idLength] = [body.slice(0, 16), body[20] ?? 0];
  const sender = body.slice(21, 21 + idLength);
  const record = body.slice(21 + idLength);
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("raw", sender, curve, false, []);
  // workerd's types name the other key as Node's do not.
  const derivation = { name: "ECDH", public: theirs } as unknown as SubtleCryptoDeriveKeyAlgorithm;
  const shared = await crypto.subtle.deriveBits(derivation, privateKey, 256);
  const info = joined(utf8("WebPush: info\0"), publicKey, sender);
  const input = await hkdf(auth, new Uint8Array(shared), info, 32);
  const key = await hkdf(salt, input, utf8("Content-Encoding: aes128gcm\0"), 16);
  const nonce = await hkdf(salt, input, utf8("Content-Encoding: nonce\0"), 12);
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const plain = new Uint8Array(
    await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, aes, record),
  );
  const end = plain.lastIndexOf(2);
  if (plain.slice(end + 1).some((byte) => byte !== 0))
    throw new Error("The padding is not zeroes.");
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain.slice(0, end));
}

async function hkdf(
  salt: Uint8Array,
  input: Uint8Array,
  info: Uint8Array,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", input, "HKDF", false, ["deriveBits"]);
  const algorithm = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, length * 8));
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => Array.from(part)));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
