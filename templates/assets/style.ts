// The style sheet: one file for each part of the page, in an order in which the later overrules the earlier.

/* oxlint-disable import/default -- The bundler hands them over as texts: see the rules in wrangler.toml. */

import base from "./style/base.css";
import top from "./style/top.css";
import buttons from "./style/buttons.css";
import notes from "./style/notes.css";
import arrivals from "./style/arrivals.css";
import filters from "./style/filters.css";
import cards from "./style/cards.css";
import film from "./style/film.css";
import services from "./style/services.css";
import matches from "./style/matches.css";
import refreshes from "./style/refreshes.css";
import imports from "./style/import.css";
import states from "./style/states.css";
import foot from "./style/foot.css";
import media from "./style/media.css";
import paper from "./style/paper.css";

export const style = [
  base,
  top,
  buttons,
  notes,
  arrivals,
  filters,
  cards,
  film,
  services,
  matches,
  refreshes,
  imports,
  states,
  foot,
  media,
  paper,
].join("\n");
