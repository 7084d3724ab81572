// The gate before Letterboxd: one row says who may send a request now, and when the next one may be sent. It outlasts
// refreshes and restarts, so that there is never a second reader, and always a pause between two requests. Times are
// milliseconds since 1970.

import { eq, gt, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { gate } from "./schema.ts";

/** Longer than the time-out of a request (20 s) plus the reading of the answer. */
const LEASE_MS = 45_000;

export interface Lease {
  owner: string;
  /** No request may be sent before this. */
  nextAt: number;
  closedUntil: number;
}

/** null: another reader holds the gate. `runId` identifies the run of the program that enters it. */
export async function enterGate(db: Database, runId: string, now: number): Promise<Lease | null> {
  const owner = `${runId} ${crypto.randomUUID()}`;
  const row = await db.get<{ next_at: number; closed_until: number } | undefined>(sql`
    insert into gate (name, owner, until) values ('letterboxd', ${owner}, ${now + LEASE_MS})
    on conflict (name) do update set owner = excluded.owner,
      until = max(excluded.until, next_at + ${LEASE_MS})
      where gate.until < ${now}
    returning next_at, closed_until`);
  return row ? { owner, nextAt: row.next_at, closedUntil: row.closed_until } : null;
}

/**
 * A statement that makes the whole transaction fail if the lease was lost, because then another reader is at work. In
 * SQL only a constraint can do that: `until` must not be null, and `isLeaseLost` recognises the error.
 */
export function holdGate(db: Database, lease: Lease) {
  return db.run(sql`
    insert into gate (name, until) select 'the lease was lost', null
    where not exists (select 1 from gate where owner = ${lease.owner})`);
}

/** Whether an error was caused by `holdGate`. */
export function isLeaseLost(error: unknown): boolean {
  return (
    error instanceof Error && (error.message.includes("gate.until") || isLeaseLost(error.cause))
  );
}

/** A statement that releases the gate, and keeps it shut until `nextAt`. Does nothing if the lease was lost. */
export function leaveGate(db: Database, lease: Lease, nextAt: number) {
  return db.run(sql`
    update gate set owner = null, until = 0, next_at = max(next_at, ${nextAt})
    where name = 'letterboxd' and owner = ${lease.owner}`);
}

/** A statement for after a challenge: nothing is asked before `until`, unless the owner presses the button. */
export function closeGate(db: Database, until: number) {
  return db.run(sql`
    insert into gate (name, closed_until) values ('letterboxd', ${until})
    on conflict (name) do update set closed_until = excluded.closed_until`);
}

/** For a press of the button: a challenge no longer keeps the gate closed. */
export async function openGate(db: Database): Promise<void> {
  await db.update(gate).set({ closedUntil: 0 }).where(gt(gate.closedUntil, 0));
}

/**
 * Releases leases of earlier runs: the only process has just started, so no earlier run can hold the gate. Such a run
 * may have sent a request just before it ended, so the next one waits until `nextAt`. A lease of this run is kept:
 * the button may have been pressed before the first tick, and its request may still be under way.
 */
export async function breakOldLease(db: Database, runId: string, nextAt: number): Promise<void> {
  await db.run(sql`
    update gate set owner = null, until = 0, next_at = max(next_at, ${nextAt})
    where until > 0 and coalesce(instr(owner, ${`${runId} `}), 0) <> 1`);
}

export interface GateState {
  taken: boolean;
  closedUntil: number;
}

export async function findGate(db: Database, now: number): Promise<GateState> {
  const [row] = await db.select().from(gate).where(eq(gate.name, "letterboxd"));
  return { taken: (row?.until ?? 0) >= now, closedUntil: row?.closedUntil ?? 0 };
}
