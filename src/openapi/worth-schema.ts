// What programs get about the services' worth.

import * as z from "zod";
import { named } from "./schemas.ts";

const count = z.int().nonnegative();
const counts = { films: count, mine: count };

export const worth = z
  .strictObject({
    country: z.string().length(2),
    updatedAt: z.iso.datetime().nullable(),
    ...counts,
    elsewhere: count,
    rentOrBuy: count,
    nowhere: count,
    unknown: count,
    services: z.array(
      z.strictObject({
        id: z.int(),
        name: z.string(),
        isMine: z.boolean(),
        isFree: z.boolean(),
        films: count,
        only: count.describe("films that no other service of mine has"),
        adds: count.describe("films that it would add"),
      }),
    ),
    best: z.array(z.strictObject({ services: z.array(z.int()), films: count })),
    brought: z.array(z.strictObject({ service: z.int(), films: count })),
    decades: z.array(z.strictObject({ decade: z.int().nullable(), ...counts })),
    genres: z.array(z.strictObject({ genre: z.string(), ...counts })),
    lengths: z.array(z.strictObject({ minutes: z.int().nullable(), ...counts })),
    waiting: z.array(z.strictObject({ since: z.int().nullable(), ...counts })),
    months: z.array(
      z.strictObject({
        month: z.string().regex(/^\d{4}-\d\d$/),
        films: count.nullable(),
        mine: count.nullable(),
        came: count,
        went: count,
      }),
    ),
  })
  .register(named, { id: "Worth" });
