// The pages of the header's menu, the same for everybody and on every page. A new page is one line in MORE, whose
// `place` it then gives to its Layout.

import type { ListChoice } from "../../src/list/chosen-lists.ts";
import { addressOf, PLAIN_QUERY } from "../../src/list/query.ts";

const MAIN = [
  { place: "films", href: "/", words: "Films" },
  { place: "pick", href: "/pick", words: "Pick" },
  { place: "new", href: "/new", words: "New" },
  { place: "services", href: "/services", words: "Services" },
] as const;

/** What is seldom needed: behind "More" in the header, and in the footer. */
const MORE = [
  { place: "worth", href: "/worth", words: "Worth paying for?" },
  { place: "lists", href: "/lists", words: "Lists" },
  { place: "import", href: "/import", words: "Import" },
  { place: "matches", href: "/matches", words: "Check matches" },
  { place: "history", href: "/refreshes", words: "Refresh history" },
  { place: "notifications", href: "/notifications", words: "Notifications" },
  { place: "tokens", href: "/tokens", words: "Access for programs" },
] as const;

/** Where one is configured. */
const SERVERS = { place: "libraries", href: "/libraries", words: "On my server" } as const;

function moreItems({ hasServers }: Pick<MenuProps, "hasServers">) {
  return hasServers ? [...MORE, SERVERS] : MORE;
}

/** Where a page stands in the menu; "other": it has no place there. */
export type Place =
  | (typeof MAIN)[number]["place"]
  | (typeof MORE)[number]["place"]
  | (typeof SERVERS)["place"]
  | "other";

interface MenuProps {
  place: Place;
  /** The lists that the downloads are of. */
  lists: ListChoice;
  /** Whether something arrived that this browser has not seen on the page New. */
  hasNews: boolean;
  /** Whether a media server of the household's own is configured. */
  hasServers: boolean;
}

/** The browser's script closes "More" when one presses elsewhere; without it, pressing it again does. */
export function Menu({ place, lists, hasNews, hasServers }: MenuProps) {
  const more = moreItems({ hasServers });
  const isInMore = more.some((item) => item.place === place);
  return (
    <nav aria-label="Main">
      {MAIN.map((item) => (
        <Item item={item} place={place} isDotted={item.place === "new" && hasNews} />
      ))}
      <details class="more-menu" data-closes="">
        <summary class={isInMore ? "here" : undefined}>More</summary>
        <ul>
          {more.map((item) => (
            <li>
              <Item item={item} place={place} />
            </li>
          ))}
          <li data-keys="" hidden>
            <button type="button">Keyboard shortcuts</button>
          </li>
          <li class="downloads">
            <Downloads lists={lists} />
          </li>
        </ul>
      </details>
    </nav>
  );
}

/** The same pages, for whoever has come to the end. */
export function FootMenu({ lists, hasServers }: Pick<MenuProps, "lists" | "hasServers">) {
  return (
    <nav class="ways-on" aria-label="More">
      {moreItems({ hasServers }).map(({ href, words }) => (
        <a href={href}>{words}</a>
      ))}
      <span>
        <Downloads lists={lists} />
      </span>
    </nav>
  );
}

interface ItemProps {
  item: { place: Place; href: string; words: string };
  place: Place;
  /** A dot says that there is something one has not seen. */
  isDotted?: boolean;
}

function Item({ item, place, isDotted = false }: ItemProps) {
  return (
    <a href={item.href} aria-current={item.place === place ? "page" : undefined}>
      {item.words}
      {isDotted && item.place !== place ? (
        <b class="dot">
          <span class="sr">, with films you haven’t seen here yet</span>
        </b>
      ) : null}
    </a>
  );
}

function Downloads({ lists: { lists, all } }: Pick<MenuProps, "lists">) {
  const download = (path: string) => addressOf(PLAIN_QUERY, { lists, all }, path);
  return (
    <>
      Download: <a href={download("/export.csv")}>CSV</a>,{" "}
      <a href={download("/export.json")}>JSON</a>
    </>
  );
}
