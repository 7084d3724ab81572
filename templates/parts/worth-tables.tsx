// The services of the page of worth: mine with what would be lost, the others with what they would add.

import { html } from "hono/html";
import type { Child } from "hono/jsx";
import { BROUGHT_DAYS } from "../../src/list/brought.ts";
import type { Film } from "../../src/list/filter.ts";
import type { ServiceWorth, Together } from "../../src/list/worth.ts";
import type { WorthContext } from "../pages/worth.tsx";
import { bar } from "./bars.ts";
import { filmAddress, logo } from "./card.ts";
import { count, films, namesOf } from "./words.ts";

interface TableProps {
  services: readonly ServiceWorth[];
  brought: ReadonlyMap<number, number>;
  context: WorthContext;
}

export function MyServices({ services, brought, context }: TableProps) {
  if (services.length === 0) return null;
  const most = Math.max(...services.map((service) => service.films));
  return (
    <section class="worth-part beside">
      <h2>What I have</h2>
      <p class="small">
        <Key name="bar-part" /> only this service of mine has it <Key name="bar-all" /> another of
        mine has it too
      </p>
      <table class="worths">
        <caption class="sr">My services and the films they have from the list</caption>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">has</th>
            <th scope="col">shared</th>
            <th scope="col">only there</th>
            <th scope="col">new</th>
          </tr>
        </thead>
        <tbody>
          {
            services.map(
              (service) =>
                html`<tr>
                  <th scope="row">
                    ${named(service, context, { services: [service.id] })}${bar(service.films, service.only, most)}
                    ${lostWords(service, context)}
                  </th>
                  <td>${count(service.films)}</td>
                  <td>${count(service.films - service.only)}</td>
                  <td><b>${count(service.only)}</b></td>
                  <td>${count(brought.get(service.id) ?? 0)}</td>
                </tr>`,
            ) as Child
          }
        </tbody>
      </table>
      <p class="small">New: came in the last {`${BROUGHT_DAYS}`} days, and still there.</p>
    </section>
  );
}

/** What would be lost without a service, the best rated first. */
function lostWords({ lost, only }: ServiceWorth, context: WorthContext) {
  if (only === 0) return "";
  const more = only - lost.length;
  return html`<p class="lost">
    You’d lose:
    ${lost.map((film, i) => html`${i > 0 ? ", " : ""}${filmLink(film, context)}`)}${more > 0 ? ` and ${count(more)} more` : ""}
  </p>`;
}

export function filmLink({ id }: Film, { titles }: WorthContext) {
  const film = titles.get(id);
  if (film === undefined) return "";
  return html`<a href="${filmAddress(film)}" data-film dir="auto">${film.title}</a>`;
}

/** Further ones are few films each. */
const SHOWN = 15;

export function OtherServices(props: TableProps & { children: Child }) {
  const adding = props.services
    .filter(({ adds }) => adds > 0)
    .toSorted((a, b) => b.adds - a.adds || b.films - a.films);
  if (adding.length === 0) {
    return (
      <section class="worth-part">
        <h2>What others would add</h2>
        <p>No other service has a film on the list that I don’t have.</p>
      </section>
    );
  }
  return (
    <section class="worth-part beside">
      <h2>What others would add</h2>
      {props.children}
      <p class="small">
        <Key name="bar-part" /> I don’t have it yet <Key name="bar-all" /> I already have it
      </p>
      <OthersTable {...props} services={adding.slice(0, SHOWN)} most={mostOf(adding)} />
      {adding.length > SHOWN ? (
        <details class="more-worths">
          <summary>{count(adding.length - SHOWN)} more</summary>
          <OthersTable {...props} services={adding.slice(SHOWN)} most={mostOf(adding)} />
        </details>
      ) : null}
    </section>
  );
}

function mostOf(services: readonly ServiceWorth[]): number {
  return Math.max(...services.map((service) => service.films));
}

function OthersTable({ services, most, context }: TableProps & { most: number }) {
  const { isSameRest } = context;
  return (
    <table class="worths">
      <caption class="sr">Other services and the films they would add</caption>
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">adds</th>
          <th scope="col">has</th>
        </tr>
      </thead>
      <tbody>
        {
          services.map((service) => {
            const only = { services: [service.id] };
            const view = isSameRest
              ? { ...only, availability: "elsewhere" as const }
              : service.adds === service.films && only;
            return html`<tr>
              <th scope="row">
                ${named(service, context, view || null)}${bar(service.films, service.adds, most)}
              </th>
              <td><b>+${count(service.adds)}</b></td>
              <td>${count(service.films)}</td>
            </tr>`;
          }) as Child
        }
      </tbody>
    </table>
  );
}

/** null: there is no view of just the films that the row counts. */
function named(
  service: ServiceWorth,
  { address, imageOrigin }: WorthContext,
  only: Parameters<WorthContext["address"]>[0] | null,
) {
  const picture =
    service.logo === null
      ? html`<span class="logo"></span>`
      : logo({ ...service, name: "" }, imageOrigin);
  const inside = html`${picture}<span
      >${service.name}${service.isFree ? html` <small>free</small>` : ""}</span
    >`;
  return only === null
    ? html`<span class="worth-name">${inside}</span>`
    : html`<a class="worth-name" href="${address(only)}">${inside}</a>`;
}

export function BestTogether({ best }: { best: readonly Together[] }) {
  if (best.length === 0) return null;
  return (
    <p>
      {best.map(({ services, films: n }) => (
        <>
          Best {services.length === 2 ? "two" : "three"}: <b>{namesOf(services.map(nameOf))}</b>{" "}
          would add {films(n)} between them.{" "}
        </>
      ))}
      <small class="small">
        Found step by step: the one that adds the most, then the one that adds the most to that.
      </small>
    </p>
  );
}

const nameOf = ({ name }: ServiceWorth) => name;

export function Key({ name }: { name: string }) {
  return (
    <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
      <rect class={name} width="10" height="10" />
    </svg>
  );
}
