// Where the owner ticks what they have. A plain form; the browser's script adds a search that narrows it.

import { isFree, isTicked, type Service, type ServicesChoice } from "../src/shelf/services.ts";
import { foldText } from "../src/shelf/view.ts";
import { logo } from "./card.ts";
import type { FrameView } from "./frame.ts";
import { Icon } from "./icons.tsx";
import { Layout } from "./layout.tsx";
import { countryWords, films } from "./words.ts";

interface ServicesProps {
  /** Those with most films first. */
  services: Service[];
  choice: ServicesChoice | null;
  /** What is searched for: those services come first. */
  text: string;
  frame: FrameView;
}

export function ServicesPage({ services, choice, text, frame }: ServicesProps) {
  const wanted = foldText(text);
  const paid = found(
    services.filter((service) => !isFree(service) && !isShop(service)),
    wanted,
  );
  const free = found(services.filter(isFree), wanted);
  const withFilms = paid.filter((service) => service.films > 0 || isTicked(choice, service));
  const others = paid.filter((service) => !withFilms.includes(service));
  const each = { choice, imageOrigin: frame.imageOrigin };
  return (
    <Layout
      title="My services"
      description="Choose what you already pay for."
      place="services"
      frame={frame}
    >
      <header class="hero">
        <h1>What do you already pay for?</h1>
        <search class="find">
          <form action="/services" method="get">
            <Icon name="search" />
            <label>
              <span class="sr">Search the services</span>
              <input
                type="search"
                name="q"
                value={text}
                placeholder={`Services in ${countryWords(frame.country)}`}
                autocomplete="off"
                data-narrow="#services"
                aria-keyshortcuts="/"
              />
            </label>
          </form>
        </search>
      </header>
      <form id="services" class="services" method="post" action="/services">
        <Group words="With films of yours" services={withFilms} {...each} />
        <Group words="Free, and counted unless you untick them" services={free} {...each} />
        {free.map(({ id }) => (
          <input type="hidden" name="free" value={`${id}`} />
        ))}
        <Group words="All others" services={others} {...each} />
        <p class="lead" data-none="" hidden>
          No service of that name is known in {countryWords(frame.country)}.
        </p>
        <ShopChoice choice={choice} />
        {services.length === 0 ? (
          <p class="lead">
            The services of your country come with the first refresh. Come back when it has begun.
          </p>
        ) : null}
        <p class="save">
          <button class="button accent">Save, and show my films</button>
          <a href="/">Back without saving</a>
        </p>
      </form>
    </Layout>
  );
}

/** Only rents and sells: nothing that one could have. */
function isShop({ films: count, kinds }: Service): boolean {
  return count === 0 && (kinds.rent !== undefined || kinds.buy !== undefined);
}

/** Those whose name has the text come first; none is left out, for the form sends all ticks at once. */
function found(services: readonly Service[], wanted: string): Service[] {
  if (wanted === "") return [...services];
  const has = ({ name }: Service) => foldText(name).includes(wanted);
  return [...services.filter(has), ...services.filter((service) => !has(service))];
}

interface GroupProps {
  words: string;
  services: readonly Service[];
  choice: ServicesChoice | null;
  imageOrigin: string;
}

function Group({ words, services, choice, imageOrigin }: GroupProps) {
  if (services.length === 0) return null;
  return (
    <fieldset class="service-group">
      <legend>{words}</legend>
      {services.map((service) => (
        <label class="service" data-name={foldText(service.name)}>
          <input
            type="checkbox"
            name="service"
            value={`${service.id}`}
            checked={isTicked(choice, service)}
          />
          {service.logo === null ? (
            <span class="logo"></span>
          ) : (
            logo({ ...service, name: "" }, imageOrigin)
          )}
          <span class="service-name">
            {service.name}
            {service.films > 0 ? <small>{films(service.films)}</small> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function ShopChoice({ choice }: { choice: ServicesChoice | null }) {
  return (
    <fieldset class="service-group shops">
      <legend>Paying for each film</legend>
      <label class="tick">
        <input type="checkbox" name="rent" value="1" checked={choice?.rent ?? false} />
        <span>Films that I can rent count as mine too</span>
      </label>
      <label class="tick">
        <input type="checkbox" name="buy" value="1" checked={choice?.buy ?? false} />
        <span>Films that I can buy, too</span>
      </label>
    </fieldset>
  );
}
