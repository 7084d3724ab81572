// The drawings: the app's mark, and the icons of buttons. All are decorative: there is text beside each.

/** A screen with a pin on it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="mark-screen" x="2" y="5" width="28" height="18" rx="4" />
      <path class="mark-pin" d="M16 27.5c-4.6-5-7-8.6-7-12a7 7 0 0 1 14 0c0 3.4-2.4 7-7 12Z" />
      <path class="mark-play" d="m14 12.2 5 3.3-5 3.3Z" />
    </svg>
  );
}

const PATHS = {
  search:
    "M11 4a7 7 0 1 0 4.2 12.6l4.1 4.1 1.4-1.4-4.1-4.1A7 7 0 0 0 11 4Zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10Z",
  refresh:
    "M12 5a7 7 0 0 1 6.3 4H16v2h6V5h-2v2.7A9 9 0 0 0 3 12h2a7 7 0 0 1 7-7Zm-10 8v6h2v-2.7A9 9 0 0 0 21 12h-2a7 7 0 0 1-13.3 3H8v-2Z",
  dice: "M6 3h12a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3Zm0 2a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V6a1 1 0 0 0-1-1Zm2.5 2a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3Zm3.5 3.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3Zm3.5 3.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3Z",
  filter: "M3 6h18v2H3Zm3 5h12v2H6Zm3 5h6v2H9Z",
  order:
    "m8 4 5 5-1.4 1.4L9 7.8V20H7V7.8L4.4 10.4 3 9Zm8 16-5-5 1.4-1.4 2.6 2.6V4h2v12.2l2.6-2.6L21 15Z",
  cross:
    "m6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4Z",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
