// Steps back that the script takes when a dialog or sheet closes. Their `popstate` event must not navigate.

/** What a dialog is told when a step back closes it: the address is the list's already. */
export const GONE_BACK = "back";

let isOurs = false;

export function stepBack() {
  isOurs = true;
  history.back();
}

/** Called for each step back. Returns whether the script took it. */
export function wasOurStep() {
  const was = isOurs;
  isOurs = false;
  return was;
}
