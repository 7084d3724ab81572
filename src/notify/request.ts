// What a channel asks for: the request that carries one message. Built by the channels' files, sent by send.ts.

export interface NotifyRequest {
  /** May hold a token: never shown and never logged. */
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
}

export function jsonRequest(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): NotifyRequest {
  return {
    url,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}

/** Basic: the name and the password in UTF-8. */
export function basic(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
