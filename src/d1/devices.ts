// The devices that asked to be told, and the keys by which their push services know this app.

import { sql } from "drizzle-orm";
import { batch } from "./batch.ts";
import type { Database } from "./database.ts";
import { forgetDeliveriesTo } from "./deliveries.ts";
import { jsonRows } from "./json-rows.ts";
import { findValue } from "./kv.ts";
import { forgetPlaces } from "./places.ts";
import type { devices } from "./schema.ts";

export type StoredDevice = typeof devices.$inferSelect;

export const MOST_DEVICES = 10;

export function placeOfDevice({ id }: Pick<StoredDevice, "id">): string {
  return `device-${id}`;
}

/**
 * A device that is known keeps its row and gets new keys. null: there are MOST_DEVICES others. In one statement, so that
 * of many presses at once none gets past the limit. Returns its id.
 */
export async function saveDevice(db: Database, device: StoredDevice): Promise<number | null> {
  const { id, name, endpoint, p256dh, auth, createdAt } = device;
  const [row] = await db.all<{ id: number }>(sql`
    insert into devices (id, name, endpoint, p256dh, auth, created_at)
    select ${id}, ${name}, ${endpoint}, ${p256dh}, ${auth}, ${createdAt}
    where (select count(*) from devices where endpoint <> ${endpoint}) < ${MOST_DEVICES}
    on conflict (endpoint) do update set name = excluded.name, p256dh = excluded.p256dh, auth = excluded.auth
    returning id`);
  return row?.id ?? null;
}

/**
 * For a device whose browser takes messages elsewhere from now on: it keeps its row, and what waits for it. null: none is
 * known by the old endpoint, or another one has the new one already. Returns its id.
 */
export async function renewDevice(
  db: Database,
  old: string,
  { endpoint, p256dh, auth }: Pick<StoredDevice, "endpoint" | "p256dh" | "auth">,
): Promise<number | null> {
  const [row] = await db.all<{ id: number }>(sql`
    update devices set endpoint = ${endpoint}, p256dh = ${p256dh}, auth = ${auth}
    where endpoint = ${old} and not exists (
      select 1 from devices as other where other.endpoint = ${endpoint} and other.id <> devices.id)
    returning id`);
  return row?.id ?? null;
}

/** Statements that remove these devices, with what waits for them. The first answers which there were. */
export function removeDevices(db: Database, ids: readonly number[]) {
  const names = ids.map((id) => placeOfDevice({ id }));
  return [
    db.all<{ id: number }>(sql`
      delete from devices where id in (select value from ${jsonRows(ids)}) returning id`),
    forgetDeliveriesTo(db, names),
    forgetPlaces(db, names),
  ] as const;
}

/** false: there was none with this number. */
export async function removeDevice(db: Database, id: number): Promise<boolean> {
  const [gone] = await batch(db, removeDevices(db, [id]));
  return gone.length > 0;
}

/** The keys that are kept; if there are none, those that `make` makes are kept from now on. */
export async function ensureVapid(
  db: Database,
  make: () => Promise<{ publicKey: string; privateKey: string }>,
): Promise<{ publicKey: string; privateKey: string }> {
  const kept = await findValue(db, "vapid");
  if (kept) return kept;
  const made = await make();
  await db.run(sql`
    insert into memory (key, value) values ('vapid', ${JSON.stringify(made)})
    on conflict (key) do nothing`);
  return (await findValue(db, "vapid")) ?? made;
}
