// Names the source of a group's offers in words. On each card its mark is enough.

export function OffersFrom() {
  return (
    <p class="offers-from">
      <span class="roomy">Offers:</span> <span class="source-mark"></span> JustWatch
    </p>
  );
}
