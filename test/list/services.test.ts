import { expect, test } from "vitest";
import { kindsIn, numberIn, pack } from "../../src/list/entry.ts";
import { placeOf, servicesOf } from "../../src/list/services.ts";

// TMDB states no upper limit for its ids; today's are below 3,000.
const NUMBERS = [4000, 2 ** 27, 2 ** 31 + 5, 2 ** 40];

test.each(NUMBERS)("a provider of any number (%i) has its place, and keeps its kinds", (number) => {
  const services = servicesOf([
    [9, "Amazon Prime Video", null, 1],
    [number, "Somewhere", "/logo.jpg", 3],
  ]);
  const packed = pack(number, 17);
  expect([numberIn(packed), kindsIn(packed)]).toEqual([number, 17]);
  expect(placeOf(services, number)).toBe(1);
  expect(placeOf(services, 7)).toBe(-1);
  expect(services.services[1]).toMatchObject({ name: "Somewhere", kinds: 3 });
});
