// Who is told, and all that sending needs to know, in one statement: a refresh that ends has few to spare.

import { sql } from "drizzle-orm";
import type { KeyValues } from "./kv.ts";
import type { Database } from "./database.ts";
import type { StoredDevice } from "./devices.ts";

export interface Recipients {
  /** Arrivals seen before this have been told, in seconds since 1970; null: no refresh has told anything yet. */
  toldUntil: number | null;
  /** Where the owner last sent a form from; null: not known. */
  origin: string | null;
  /** null: no device has asked yet. */
  vapid: KeyValues["vapid"] | null;
  /** The newest first. */
  devices: StoredDevice[];
  /** Places that said that they are gone. */
  off: ReadonlySet<string>;
  /** Places that asked to wait, each with the second until which. */
  waits: ReadonlyMap<string, number>;
}

export async function findRecipients(db: Database): Promise<Recipients> {
  const row = await db.get<{ found: string }>(sql`
    select json_object(
      'toldUntil', (select value ->> 'at' from memory where key = 'told-until'),
      'origin', (select value ->> 'origin' from memory where key = 'owners-origin'),
      'vapid', (select json(value) from memory where key = 'vapid'),
      'devices', json((select json_group_array(json_object('id', id, 'name', name,
          'endpoint', endpoint, 'p256dh', p256dh, 'auth', auth, 'createdAt', created_at)
          order by created_at desc, id desc) from devices)),
      'off', json((select json_group_array(place) from places where is_off)),
      'waits', json((select json_group_array(json_array(place, wait_until)) from places
          where wait_until is not null))) as found`);
  // Made by the statement above.
  const found = JSON.parse(row.found) as Omit<Recipients, "off" | "waits"> & {
    off: string[];
    waits: [string, number][];
  };
  return { ...found, off: new Set(found.off), waits: new Map(found.waits) };
}
