// NOTIFY: where messages go, several addresses with blanks between them, in the forms that self-hosters know. Taken
// apart by hand: `URL` refuses tgram://123:AA/9, and its search parameters turn a secret's + into a blank. An address
// holds its secret, so no message here repeats any of it but the scheme.

import { invalid, understood, type Understood } from "./reading.ts";

/** How a server wants to know who asks. */
type ServerLogin = { token: string } | { user: string; password: string } | null;

/** One place that messages go to. Servers and addresses begin with http:// or https://; servers end without a slash. */
export type NotifyTarget =
  | { kind: "ntfy"; server: string; topic: string; login: ServerLogin }
  | { kind: "discord"; id: string; token: string }
  | { kind: "telegram"; token: string; chat: string }
  /** `secret`: the bytes that sign, of Standard Webhooks; null: unsigned. */
  | { kind: "webhook"; url: string; secret: string | null; login: ServerLogin }
  | { kind: "gotify"; server: string; token: string }
  | { kind: "apprise"; server: string; key: string };

const MOST_TARGETS = 10;
const LONGEST_ADDRESS = 1000;

/** A secret of Standard Webhooks has so many bytes. */
const SECRET_BYTES = { least: 24, most: 64 };

/** What stands behind the scheme, as it was written. */
interface Parts {
  isSecure: boolean;
  /** Before the @, or null. */
  login: string | null;
  /** Host and port. */
  host: string;
  /** The path's parts that are not empty, still encoded. */
  path: string[];
  /** The path as it was written, with the slash it begins with; "" if there is none. */
  wholePath: string;
  /** Behind the question mark, still encoded; "" if there is none. */
  query: string;
}

type Reader = (parts: Parts) => Understood<NotifyTarget>;

const SCHEMES: Record<string, { read: Reader; isSecure: boolean; looks: string }> = {
  ntfys: { read: readNtfy, isSecure: true, looks: "ntfys://ntfy.example.org/topic" },
  ntfy: { read: readNtfy, isSecure: false, looks: "ntfy://192.168.1.5:8080/topic" },
  discord: { read: readDiscord, isSecure: true, looks: "discord://id/token" },
  tgram: { read: readTelegram, isSecure: true, looks: "tgram://123456:token/chat" },
  jsons: { read: readWebhook, isSecure: true, looks: "jsons://example.org/path?secret=whsec_…" },
  json: { read: readWebhook, isSecure: false, looks: "json://192.168.1.5/path?secret=whsec_…" },
  gotifys: { read: readGotify, isSecure: true, looks: "gotifys://gotify.example.org/token" },
  gotify: { read: readGotify, isSecure: false, looks: "gotify://192.168.1.5/token" },
  apprises: { read: readApprise, isSecure: true, looks: "apprises://apprise.example.org/key" },
  apprise: { read: readApprise, isSecure: false, looks: "apprise://192.168.1.5:8000/key" },
};

const KNOWN = "ntfys, ntfy, discord, tgram, jsons, json, gotifys, gotify, apprises, apprise";

/** Every address that is wrong is named by its place and its scheme. One that stands twice counts once. */
export function readNotify(text: string): Understood<NotifyTarget[]> {
  const written = text.split(/\s+/).filter((part) => part !== "");
  if (written.length > MOST_TARGETS) {
    return invalid(`${written.length} addresses are too many: up to ${MOST_TARGETS} are used.`);
  }
  const targets: NotifyTarget[] = [];
  const problems: string[] = [];
  for (const [i, address] of [...new Set(written)].entries()) {
    const reading = readTarget(address);
    if (reading.ok) targets.push(reading.value);
    else problems.push(`address ${i + 1} ${reading.message}`);
  }
  return problems.length === 0 ? understood(targets) : invalid(problems.join("; "));
}

function readTarget(address: string): Understood<NotifyTarget> {
  const [, name = "", rest = ""] = /^([a-z]+):\/\/(.*)$/is.exec(address) ?? [];
  const scheme = Object.hasOwn(SCHEMES, name.toLowerCase()) ? SCHEMES[name.toLowerCase()] : null;
  if (!scheme) {
    return invalid(
      /^https?$/i.test(name)
        ? `begins with ${name}://: write jsons:// (or json:// without TLS) for a webhook, or the scheme of its service: ${KNOWN}.`
        : `does not begin with a scheme that is known: ${KNOWN}, each followed by ://. Put spaces only between addresses.`,
    );
  }
  const wrong = (why: string) =>
    invalid(`(${name.toLowerCase()}://…) ${why}; it should look like ${scheme.looks}.`);
  if (address.length > LONGEST_ADDRESS) return wrong("is too long");
  if (!/^[!-~]+$/.test(address)) return wrong("has characters that must be percent-encoded");
  const reading = scheme.read(partsOf(rest, scheme.isSecure));
  return reading.ok ? reading : wrong(reading.message);
}

function partsOf(rest: string, isSecure: boolean): Parts {
  const [before = "", ...queries] = rest.split("?");
  const [authority = "", ...path] = before.split("/");
  const at = authority.lastIndexOf("@");
  return {
    isSecure,
    login: at === -1 ? null : authority.slice(0, at),
    host: authority.slice(at + 1),
    path: path.filter((part) => part !== ""),
    wholePath: path.length === 0 ? "" : `/${path.join("/")}`,
    query: queries.join("?"),
  };
}

function readNtfy({ path, ...parts }: Parts): Understood<NotifyTarget> {
  const server = serverOf(parts);
  const login = loginOf(parts.login);
  const topic = path[0] ?? "";
  if (server === null) return invalid("has no host that can be reached");
  if (login === undefined) return invalid("has a login that isn’t understood");
  if (path.length !== 1 || !/^[\w-]{1,64}$/.test(topic)) {
    return invalid("needs a host and a topic of letters, digits, _ and -");
  }
  return understood({ kind: "ntfy", server, topic, login });
}

function readDiscord({ host: id, path, login }: Parts): Understood<NotifyTarget> {
  const token = path[0] ?? "";
  if (login !== null || path.length !== 1 || !/^\d{5,25}$/.test(id) || !/^[\w-]+$/.test(token)) {
    return invalid("needs the number and the token that end a webhook’s address");
  }
  return understood({ kind: "discord", id, token });
}

function readTelegram({ host, path, login }: Parts): Understood<NotifyTarget> {
  const chat = path[0] ?? "";
  const isChat = /^(-?\d{1,20}|@\w{1,64})$/.test(chat);
  if (login !== null || path.length !== 1 || !/^\d{1,20}:[\w-]+$/.test(host) || !isChat) {
    return invalid(
      "needs the bot’s token (digits, a colon, letters) and the chat’s number or @name",
    );
  }
  return understood({ kind: "telegram", token: host, chat });
}

function readWebhook({ wholePath, query, ...parts }: Parts): Understood<NotifyTarget> {
  const server = serverOf(parts);
  const login = loginOf(parts.login);
  if (server === null) return invalid("has no host that can be reached");
  if (login === undefined) return invalid("has a login that isn’t understood");
  const fields = query.split("&").filter((field) => field !== "");
  const [given, ...others] = fields.filter(isSecret);
  if (others.length > 0) return invalid("has two secrets");
  // A + is itself: in base64 it stands for a value, and not for a blank.
  const secret = given === undefined ? null : decoded(given.slice("secret=".length));
  if (given !== undefined && !isSigningSecret(secret)) {
    const { least, most } = SECRET_BYTES;
    return invalid(`needs as its secret whsec_ and base64 of ${least} to ${most} bytes`);
  }
  const rest = fields.filter((field) => !isSecret(field)).join("&");
  const url = `${server}${wholePath || "/"}${rest === "" ? "" : `?${rest}`}`;
  if (!URL.canParse(url)) return invalid("has no address that can be reached");
  return understood({
    kind: "webhook",
    url,
    secret: secret?.slice("whsec_".length) ?? null,
    login,
  });
}

function isSecret(field: string): boolean {
  return field.startsWith("secret=");
}

function isSigningSecret(secret: string | null): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret ?? "")?.[1];
  if (base64 === undefined) return false;
  try {
    const { length } = atob(base64);
    return length >= SECRET_BYTES.least && length <= SECRET_BYTES.most;
  } catch {
    return false;
  }
}

function readGotify({ path, ...parts }: Parts): Understood<NotifyTarget> {
  const token = path.at(-1) ?? "";
  const server = serverOf(parts, path.slice(0, -1));
  if (server === null || parts.login !== null || !/^[\w.-]{5,64}$/.test(token)) {
    return invalid("needs a host and an application’s token");
  }
  return understood({ kind: "gotify", server, token });
}

function readApprise({ path, ...parts }: Parts): Understood<NotifyTarget> {
  const key = path.at(-1) ?? "";
  const server = serverOf(parts, path.slice(0, -1));
  if (server === null || parts.login !== null || !/^[\w-]{1,128}$/.test(key)) {
    return invalid("needs the host of an Apprise API and a configuration’s key");
  }
  return understood({ kind: "apprise", server, key });
}

/** null: this is no host. What is read here is asked as it is, so it must be what it looks like. */
function serverOf({ isSecure, host }: Pick<Parts, "isSecure" | "host">, path: string[] = []) {
  const origin = `${isSecure ? "https" : "http"}://${host}`;
  const url = URL.parse(origin);
  if (url === null || !/^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(host)) return null;
  return [url.origin, ...path].join("/");
}

/** `tk_…` alone is ntfy's token; otherwise name and password. undefined: neither. */
function loginOf(written: string | null): ServerLogin | undefined {
  if (written === null) return null;
  const colon = written.indexOf(":");
  if (colon === -1) return /^tk_\w+$/.test(written) ? { token: written } : undefined;
  const [user, password] = [decoded(written.slice(0, colon)), decoded(written.slice(colon + 1))];
  return user && password ? { user, password } : undefined;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
