// A past for the demo: what fourteen months of refreshes would have left behind, so that the pictures of the page of
// worth have something to show. Only numbers; today's are the real ones.

import type { DatabaseSync } from "node:sqlite";

const MONTHS = 14;

/** TMDB's ids of what the sample data has most of. */
const PROVIDERS = [8, 9, 337, 1899, 11];

/** After the first refresh, which counted today. */
export function addHistory(db: DatabaseSync): void {
  const today = db.prepare("select * from coverage limit 1").get() as unknown as Today | undefined;
  if (today === undefined) return;
  for (let ago = 1; ago <= MONTHS; ago++) addMonth(db, today, ago);
}

interface Today {
  country: string;
  day: string;
  films: number;
  mine: number;
  elsewhere: number;
  shops: number;
}

function addMonth(db: DatabaseSync, today: Today, ago: number): void {
  const at = new Date(`${today.day.slice(0, 7)}-28T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() - ago);
  const day = at.toISOString().slice(0, 10);
  const then = (n: number, wave: number) =>
    Math.max(0, Math.round(n * (1 - ago * 0.035) + Math.sin(ago * wave) * n * 0.06));
  const { country, films } = today;
  db.prepare("insert or ignore into coverage values (?, ?, ?, ?, ?, ?)").run(
    country,
    day,
    then(films, 0),
    // Somebody with some services: at its start the demo has none but those that are free.
    then(films * 0.6, 1.7),
    then(films * 0.2, 0.9),
    then(films * 0.1, 1.1),
  );
  for (const [i, provider] of PROVIDERS.entries()) {
    const [came, went] = [(ago * 3 + i * 2) % 4, (ago * 2 + i * 3) % 3];
    db.prepare("insert or ignore into arrival_months values (?, ?, ?, ?, ?)").run(
      day.slice(0, 7),
      country,
      provider,
      came,
      went,
    );
  }
}
