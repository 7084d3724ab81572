// The ledger of arrivals: what a look-up of one film in one country is worth telling, compared with what was known. TMDB
// loses whole services for weeks, gives a tier or a renamed service another number, and moves films between a service's
// kinds. Nobody would call that an arrival, so it is none here. Pure.

import {
  WATCH_KINDS,
  type Away,
  type CountryOffers,
  type Offers,
  type WatchKind,
} from "../film.ts";
import { brandOf } from "../tmdb/brands.ts";
import { bitOf } from "./entry.ts";
import { isMine, type CountryServices, type ServicesChoice } from "./services.ts";

/** A row of the ledger: the film came to a brand in this country, or it left. */
export interface Arrival {
  country: string;
  /** TMDB's number of the provider that stands for the brand. */
  provider: number;
  kind: WatchKind;
  came: boolean;
  /** Seconds since 1970. */
  at: number;
  /** Whether the offer counted as the owner's at that time; null: it is not to be told. */
  mineThen: boolean | null;
}

/** A departure that was written earlier, and turned out to be a gap in TMDB's data. */
export type Withdrawn = Pick<Arrival, "country" | "provider" | "at">;

/** The owner's choice of services, and the services of the country, both at the time of this look-up. */
export interface Household {
  /** null: no services were chosen yet. */
  choice: ServicesChoice | null;
  services: CountryServices;
}

export interface LookedAt {
  country: string;
  /** What was stored; undefined: this is the first look at the film in this country, or the first for a long time. */
  before: CountryOffers | undefined;
  after: Offers;
  /** Whose services count as mine. null: nothing is to be told, as after an update of the app. */
  household: Household | null;
  /** Seconds since 1970. */
  now: number;
}

export interface Comparison {
  arrivals: Arrival[];
  withdrawn: Withdrawn[];
  /** What to keep for the next look-up. */
  away: Away[];
}

const HOUR_SECONDS = 3600;
/** A film is gone when two look-ups that lie so far apart agree. */
const SURE_AFTER_SECONDS = 20 * HOUR_SECONDS;
/** What comes back within this time had never left, as people see it. */
const BACK_WITHIN_SECONDS = 30 * 24 * HOUR_SECONDS;

/** One of a film's brands, with the provider and the kind that stand for it. */
interface Offered {
  brand: number;
  /** See `foldedName`. */
  folded: string;
  provider: number;
  name: string;
  kind: WatchKind;
}

/** Compares a new answer with what was known. */
export function compareOffers({ country, before, after, household, now }: LookedAt): Comparison {
  if (before === undefined) return { arrivals: [], withdrawn: [], away: [] };
  const [had, has] = [brandsIn(before.offers), brandsIn(after)];
  const known = (before.away ?? []).map(fromAway);
  const row = (it: Offered, came: boolean): Arrival => ({
    country,
    provider: it.provider,
    kind: it.kind,
    came,
    at: now,
    mineThen: household && wasMine(household, it),
  });

  const arrivals: Arrival[] = [];
  const withdrawn: Withdrawn[] = [];
  for (const it of has.filter((one) => !isAmong(had, one))) {
    const gaps = known.filter((gap) => isSame(gap, it) && isRecent(gap, now));
    if (gaps.length === 0) arrivals.push(row(it, true));
    for (const { provider, goneAt } of gaps) {
      if (goneAt !== null) withdrawn.push({ country, provider, at: goneAt });
    }
  }

  const away: Away[] = [];
  for (const gap of known.filter((one) => !isAmong(has, one) && isRecent(one, now))) {
    const isSure = gap.goneAt === null && now - gap.since >= SURE_AFTER_SECONDS;
    if (isSure) arrivals.push(row(gap, false));
    away.push(toAway(gap, gap.since, isSure ? now : gap.goneAt));
  }
  for (const it of had.filter((one) => !isAmong(has, one))) away.push(toAway(it, now, null));
  return { arrivals, withdrawn, away };
}

/** A brand that offers the film in several kinds stands with the one that is most likely to cost nothing extra. */
const FIRST_KINDS = ["free", "stream", "ads"] as const satisfies readonly WatchKind[];

function brandsIn(offers: Offers): Offered[] {
  const brands: Offered[] = [];
  for (const kind of FIRST_KINDS) {
    for (const provider of offers[kind]) {
      const it = offered(provider.id, provider.name, kind);
      if (!isAmong(brands, it)) brands.push(it);
    }
  }
  return brands;
}

function offered(provider: number, name: string, kind: WatchKind): Offered {
  const brand = brandOf({ id: provider, name, logo: null });
  return { brand: brand.id, folded: foldedName(brand), provider, name, kind };
}

function isSame(one: Offered, other: Offered): boolean {
  return one.brand === other.brand || one.folded === other.folded;
}

function isAmong(brands: readonly Offered[], it: Offered): boolean {
  return brands.some((one) => isSame(one, it));
}

/**
 * For a provider that TMDB numbers anew, and a tier that the table of brands does not know yet. It decides nothing but
 * whether something is news: two services that share a name are shown apart all the same.
 */
function foldedName({ name, via }: { name: string; via: string | null }): string {
  const folded = name
    .toLowerCase()
    .replaceAll("+", "plus")
    .replace(/\s+(basic|standard|free|premium)?\s*with ads$/, "")
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
  return `${folded} ${via ?? ""}`;
}

interface Gap extends Offered {
  since: number;
  goneAt: number | null;
}

function fromAway([provider, name, kind, since, goneAt]: Away): Gap {
  return { ...offered(provider, name, WATCH_KINDS[kind] ?? "stream"), since, goneAt };
}

function toAway({ provider, name, kind }: Offered, since: number, goneAt: number | null): Away {
  return [provider, name, WATCH_KINDS.indexOf(kind), since, goneAt];
}

/** One that is not sure yet stays until it is, however long the next look-up was in coming. */
function isRecent({ since, goneAt }: Gap, now: number): boolean {
  return goneAt === null || now - since <= BACK_WITHIN_SECONDS;
}

/** null: no services were chosen. */
function wasMine({ choice, services }: Household, { brand, kind }: Offered): boolean | null {
  if (choice === null) return null;
  const seen = services.services.find(({ id }) => id === brand)?.kinds ?? 0;
  return isMine(choice, { id: brand, kinds: seen | bitOf(kind) }, kind);
}
