// The style sheet: one file for each part of the page. Order matters: later files override earlier ones.

/* oxlint-disable import/default -- The bundler hands them over as texts: see the rules in wrangler.toml. */

import base from "./base.css";
import top from "./top.css";
import buttons from "./buttons.css";
import notes from "./notes.css";
import arrivals from "./new.css";
import filters from "./filters.css";
import listChips from "./list-chips.css";
import marks from "./marks.css";
import cards from "./cards.css";
import film from "./film.css";
import services from "./services.css";
import worth from "./worth.css";
import matches from "./matches.css";
import refreshes from "./history.css";
import imports from "./import.css";
import lists from "./lists.css";
import states from "./states.css";
import foot from "./foot.css";
import media from "./media.css";
import paper from "./paper.css";

export const style = [
  base,
  top,
  buttons,
  notes,
  arrivals,
  filters,
  listChips,
  marks,
  cards,
  film,
  services,
  worth,
  matches,
  refreshes,
  imports,
  lists,
  states,
  foot,
  media,
  paper,
].join("\n");
