// A time in words ("3 hours ago", never "yesterday", so that any sentence can take them: "next in 1 day"), with the exact time as its tooltip. The browser's script converts that to the
// reader's own time zone and format.

interface MomentProps {
  /** In seconds since 1970; so is `now`. */
  at: number;
  now: number;
}

export function Moment({ at, now }: MomentProps) {
  const iso = new Date(at * 1000).toISOString();
  return (
    <time
      datetime={iso}
      title={`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`}
      data-relative={at > now ? "next" : ""}
    >
      {relative(at - now)}
    </time>
  );
}

const STEPS: [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [86_400 * 365, "year"],
  [86_400 * 30, "month"],
  [86_400 * 7, "week"],
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];

let format: Intl.RelativeTimeFormat | undefined;

/** "3 hours ago", "in 2 days", "just now"; from a difference in seconds. */
function relative(difference: number): string {
  const step = STEPS.find(([seconds]) => Math.abs(difference) >= seconds);
  if (!step) return difference > 0 ? "in a moment" : "just now";
  format ??= new Intl.RelativeTimeFormat("en", { numeric: "always" });
  return format.format(Math.round(difference / step[0]), step[1]);
}
