// Stand-ins for whoever takes messages. Each is as strict as the real one is known to be: it checks the shape, the limits
// and the signature of what it gets, and answers as that one does. What is wrong ends up in `wrong`.

import type { Fetch } from "../../src/ports.ts";

interface Taken {
  url: string;
  headers: Headers;
  body: string;
  redirect: string | undefined;
}

export interface Receivers {
  fetch: Fetch;
  taken: Taken[];
  /** What a receiver would have refused. */
  wrong: string[];
  /** Answered instead of the receiver's own answer, as long as there are any. */
  answers: (Response | Error)[];
}

export function startReceivers(): Receivers {
  const taken: Taken[] = [];
  const wrong: string[] = [];
  const answers: (Response | Error)[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    const body = typeof init.body === "string" ? init.body : "";
    taken.push({ url, headers: new Headers(init.headers), body, redirect: init.redirect });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    if (answer) return answer;
    const problems = check(new URL(url), new Headers(init.headers), body);
    wrong.push(...problems);
    return problems.length > 0 ? new Response("refused", { status: 400 }) : new Response("ok");
  };
  return { fetch, taken, wrong, answers };
}

type Fields = Record<string, unknown>;

function check(url: URL, headers: Headers, body: string): string[] {
  const problems: string[] = [];
  const must = (isRight: boolean, what: string) => {
    if (!isRight) problems.push(`${url.hostname}: ${what}`);
  };
  must(headers.get("content-type") === "application/json", "JSON");
  const json = JSON.parse(body, (_, value: unknown) => {
    // Newlines stand between the films; no other control character, and none that turns the writing round.
    const isClean = typeof value !== "string" || !/(?!\n)[\p{Cc}\u202a-\u202e]/u.test(value);
    must(isClean, "control characters");
    return value;
  }) as Fields;
  if (url.hostname === "ntfy.test") checkNtfy(url, json, must);
  else if (url.hostname === "discord.com") checkDiscord(url, json, must);
  else if (url.hostname === "api.telegram.org") checkTelegram(url, json, must);
  else if (url.hostname === "gotify.test") {
    must(url.pathname === "/message" && headers.get("x-gotify-key") === "AbCdEf", "key");
    must(isText(json.title, 250) && isText(json.message, 4000), "texts");
  } else if (url.hostname === "apprise.test") {
    must(url.pathname === "/notify/films" && isText(json.body, 2000), "body");
    must(json.type === "info" && json.format === "text", "type and format");
  }
  return problems;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= longest;
}

type Must = (isRight: boolean, what: string) => void;

function checkNtfy(url: URL, json: Fields, must: Must): void {
  must(url.pathname === "/", "the server's root");
  must(typeof json.topic === "string" && /^[\w-]{1,64}$/.test(json.topic), "topic");
  must(isText(json.message, 4096) && bytes(json.message) <= 4096, "message of 4,096 bytes at most");
  must(isText(json.title, 250), "title");
  must(json.click === undefined || /^"https?:/.test(JSON.stringify(json.click)), "click");
}

function checkDiscord(url: URL, json: Fields, must: Must): void {
  must(/^\/api\/webhooks\/\d+\/[\w-]+$/.test(url.pathname), "address");
  const embeds = json.embeds as Fields[];
  must(embeds.length <= 10, "ten embeds");
  must(JSON.stringify(json.allowed_mentions) === '{"parse":[]}', "mentions");
  let all = 0;
  for (const embed of embeds) {
    must(isText(embed.title, 256) && isText(embed.description, 4096), "texts of the embed");
    all += String(embed.title).length + String(embed.description).length;
    const text = String(embed.description);
    // Without what is escaped and without our own links nothing is left that Discord would read as markup.
    const bare = text
      .replaceAll(/\\[^A-Za-z0-9\s]/g, "")
      .replaceAll(/\[([^[\]()]*)\]\(https?:[^()\s]*\)/g, "$1");
    const markup = /.{0,40}[*_~`|>#[\]()<@:\\].{0,40}/.exec(bare);
    must(markup === null, `markup: ${markup?.[0]}`);
  }
  must(all <= 6000, "6,000 characters in all");
}

function checkTelegram(url: URL, json: Fields, must: Must): void {
  must(/^\/bot\d+:[\w-]+\/sendMessage$/.test(url.pathname), "address");
  must(json.parse_mode === "HTML" && isText(json.text, 4096), "4,096 characters");
  const text = String(json.text);
  const open: string[] = [];
  for (const [, close, tag, attributes] of text.matchAll(/<(\/?)(\w*)([^<>]*)>/g)) {
    if (close === "/") must(open.pop() === tag, `</${tag}>`);
    else {
      must(
        tag === "b" || (tag === "a" && /^ href="https?:[^"]*"$/.test(attributes ?? "")),
        `<${tag}>`,
      );
      open.push(tag ?? "");
    }
  }
  must(open.length === 0, "every tag closed");
  must(!/[<>]/.test(text.replaceAll(/<\/?(?:b|a href="[^"]*"|a)>/g, "")), "no other < and >");
  must(!/&(?!amp;|lt;|gt;|quot;)/.test(text), "every & escaped");
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** As a receiver of Standard Webhooks checks it, written from the specification. */
export async function isSigned(taken: Taken, secret: string): Promise<boolean> {
  const [version, signature = ""] = (taken.headers.get("webhook-signature") ?? "").split(",");
  const raw = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0));
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", raw, hmac, false, ["verify"]);
  const id = taken.headers.get("webhook-id") ?? "";
  if (version !== "v1" || id === "" || id.includes(".")) return false;
  const text = `${id}.${taken.headers.get("webhook-timestamp")}.${taken.body}`;
  const given = Uint8Array.from(atob(signature), (letter) => letter.charCodeAt(0));
  return crypto.subtle.verify("HMAC", key, given, new TextEncoder().encode(text));
}
