// The tooltip of a time says when that was in the reader's own time zone and format. It is made when a pointer comes near,
// because the first use of Intl costs a phone 150 ms.

let exact;

export function makeTooltips() {
  document.addEventListener("pointerover", ({ target }) => {
    const time = target.closest("time[data-relative]");
    if (!time) return;
    exact ??= new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
    time.title = exact.format(new Date(time.dateTime));
  });
}
