// How the watchlists fared over the months: two pictures, and a table of the same numbers.

import { isKnown, type Month } from "../../src/list/months.ts";
import { columns } from "./bars.ts";
import { count, countryWords, films } from "./words.ts";
import { Key } from "./worth-tables.tsx";

interface MonthsProps {
  months: readonly Month[];
  country: string;
}

export function MonthsPictures({ months, country }: MonthsProps) {
  const covered = months.flatMap(({ month, coverage }) =>
    coverage ? [{ month, ...coverage }] : [],
  );
  const [first, last] = [covered[0], covered.at(-1)];
  const hasMoved = months.some(({ came, went }) => came + went > 0);
  if (!first || !last) return null;
  const share = ({ mine, films: all }: typeof first) => Math.round((mine / Math.max(all, 1)) * 100);
  const now = `${monthWords(last.month)}: ${count(last.mine)} of ${films(last.films)}, ${share(last)}%`;
  const then =
    first === last
      ? ""
      : `; ${monthWords(first.month)}: ${count(first.mine)} of ${films(first.films)}, ${share(first)}%`;
  const [came, went] = [sum(months, "came"), sum(months, "went")];
  return (
    <section class="worth-part">
      <h2>Month by month</h2>
      <div class="pictures">
        <figure>
          <figcaption>
            The watchlists, and how much of them my services had.{" "}
            <span class="small">
              <Key name="bar-part" /> on my services <Key name="bar-all" /> the rest of the list
            </span>
          </figcaption>
          <p class="axis-top">{films(Math.max(...covered.map((month) => month.films)))}</p>
          {columns(
            months.map(({ coverage }) =>
              coverage === null ? null : { up: coverage.films, part: coverage.mine, down: 0 },
            ),
            `${now}${then}.`,
          )}
          <Axis months={months} />
          <p class="small">
            {now}
            {then}.
          </p>
        </figure>
        {hasMoved ? (
          <figure>
            <figcaption>
              What came to the services I have today, and what left.{" "}
              <span class="small">
                <Key name="bar-part" /> came <Key name="bar-down" /> left
              </span>
            </figcaption>
            <p class="axis-top">{films(Math.max(...months.map((month) => month.came)))}</p>
            {columns(
              months.map(({ came: up, went: down }) => ({ up, part: up, down })),
              `${films(came)} came and ${films(went)} left.`,
            )}
            <Axis months={months} />
            <p class="small">
              {films(came)} came and {count(went)} left since {monthWords(months[0]?.month ?? "")},
              across all lists.
            </p>
          </figure>
        ) : null}
      </div>
      <Numbers months={months.filter(isKnown)} country={country} />
    </section>
  );
}

function sum(months: readonly Month[], name: "came" | "went"): number {
  return months.reduce((total, month) => total + month[name], 0);
}

/** Under the first column, the middle one and the last. */
function Axis({ months }: { months: readonly Month[] }) {
  const middle = months[Math.floor((months.length - 1) / 2)];
  return (
    <p class="axis" aria-hidden="true">
      {[months[0], middle, months.at(-1)].map((month) => (
        <span>{monthWords(month?.month ?? "")}</span>
      ))}
    </p>
  );
}

function Numbers({ months, country }: MonthsProps) {
  return (
    <details class="numbers">
      <summary>The numbers</summary>
      <table class="worths">
        <caption class="sr">The watchlists in {countryWords(country)}, by month</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">films</th>
            <th scope="col">mine</th>
            <th scope="col">came</th>
            <th scope="col">left</th>
          </tr>
        </thead>
        <tbody>
          {months.toReversed().map(({ month, coverage, came, went }) => (
            <tr>
              <th scope="row">{monthWords(month)}</th>
              <td>{coverage === null ? "–" : count(coverage.films)}</td>
              <td>{coverage === null ? "–" : count(coverage.mine)}</td>
              <td>{count(came)}</td>
              <td>{count(went)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

let names: Intl.DateTimeFormat | undefined;

/** "Nov 2026", of "2026-11". */
function monthWords(month: string): string {
  names ??= new Intl.DateTimeFormat("en", { month: "short", year: "numeric", timeZone: "UTC" });
  const at = Date.parse(`${month}-01T00:00:00Z`);
  return Number.isNaN(at) ? "" : names.format(at);
}
