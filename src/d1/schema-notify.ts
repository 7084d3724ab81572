// Messages to send, the devices that asked for them, and how it went with each place. A part of schema.ts.

import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { NotifyMessage } from "../notify/message.ts";

/**
 * One row for each message that still has to get to a place. It goes when the message was taken, or is given up; so
 * the table is empty nearly always, and needs no index.
 */
export const deliveries = sqliteTable("deliveries", {
  /** The same for each attempt: `arrivals_<refresh>_<place>`. Contains no dot. */
  id: text("id").primaryKey(),
  /** A setting's address by its fingerprint, or `device-<id>`. */
  place: text("place").notNull(),
  message: text("message", { mode: "json" }).$type<NotifyMessage>().notNull(),
  createdAt: integer("created_at").notNull(),
  /** Counted before the attempt. */
  attempts: integer("attempts").notNull().default(0),
  /** Not to be tried before this: the next attempt, and for a minute the lease of the one that is under way. */
  notBefore: integer("not_before").notNull(),
});

/** Browsers that asked to be told, as their push services know them. */
export const devices = sqliteTable("devices", {
  /** Random, so that no earlier device's number comes back. */
  id: integer("id").primaryKey(),
  /** Which browser on what, in words. */
  name: text("name").notNull(),
  endpoint: text("endpoint").notNull().unique(),
  p256dh: text("p256dh").notNull(),
  auth: text("auth").notNull(),
  createdAt: integer("created_at").notNull(),
});

/** How it went with each place that messages go to. */
export const places = sqliteTable("places", {
  place: text("place").primaryKey(),
  workedAt: integer("worked_at"),
  /** The last failure, if nothing has worked since; null: nothing failed. */
  failedAt: integer("failed_at"),
  /** Why, in words. */
  failure: text("failure"),
  /** It said that it is gone: nothing is sent there until a test works. */
  isOff: integer("is_off", { mode: "boolean" }).notNull().default(false),
  /** It asked to wait: nothing is sent there before this. */
  waitUntil: integer("wait_until"),
});
