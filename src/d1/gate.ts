// The gate before Letterboxd: one row says who may ask now, and when it may be asked next. It outlasts
// refreshes and restarts, so there is never a second reader, and never two requests without a pause between.
// Times are milliseconds since 1970.

import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";

/** Outlasts the time-out of a request (20 s) and the reading of what came. */
const LEASE_MS = 45_000;

export interface Lease {
  owner: string;
  /** Nothing may be asked before this. */
  nextAt: number;
  closedUntil: number;
}

/** null: another reader holds the gate. `runId` names the run of the program that enters it. */
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
 * A statement: makes the whole transaction fail if the lease was lost, for then another reader is at work. In SQL
 * only a constraint can do that: `until` must not be null, and `isLeaseLost` knows the error.
 */
export function holdGate(db: Database, lease: Lease) {
  return db.run(sql`
    insert into gate (name, until) select 'the lease was lost', null
    where not exists (select 1 from gate where owner = ${lease.owner})`);
}

/** Whether an error is that of `holdGate`. */
export function isLeaseLost(error: unknown): boolean {
  return (
    error instanceof Error && (error.message.includes("gate.until") || isLeaseLost(error.cause))
  );
}

/** A statement: leaves the gate, and keeps it shut until `nextAt`. Does nothing if the lease was lost. */
export function leaveGate(db: Database, lease: Lease, nextAt: number) {
  return db.run(sql`
    update gate set owner = null, until = 0, next_at = max(next_at, ${nextAt})
    where name = 'letterboxd' and owner = ${lease.owner}`);
}

/** A statement: after a challenge, nothing is asked before `until`. */
export function closeGate(db: Database, until: number) {
  return db.run(sql`
    insert into gate (name, closed_until) values ('letterboxd', ${until})
    on conflict (name) do update set closed_until = excluded.closed_until`);
}

/** The owner pressed the button: a challenge does not hold any longer. */
export async function openGate(db: Database): Promise<void> {
  await db.run(sql`update gate set closed_until = 0 where closed_until > 0`);
}

/**
 * At the start of the only process there is, nobody of an earlier run can be inside. Who was, when that run ended,
 * had perhaps just asked: so nothing is asked before `nextAt`. A lease of this run stands: a press of the button
 * may come before the first tick, and its request may still be under way.
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
  const row = await db.get<{ until: number; closed_until: number } | undefined>(
    sql`select until, closed_until from gate where name = 'letterboxd'`,
  );
  return { taken: (row?.until ?? 0) >= now, closedUntil: row?.closed_until ?? 0 };
}
