// Steps back that this page takes itself, when what lay over it is closed: they are nobody's wish to go anywhere.

let isOurs = false;

export function stepBack() {
  isOurs = true;
  history.back();
}

/** For a step back that has come: whether it was such a one. */
export function wasOurStep() {
  const was = isOurs;
  isOurs = false;
  return was;
}
