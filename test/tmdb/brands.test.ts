import { describe, expect, it } from "vitest";
import { brandOf, brandsOf } from "../../src/tmdb/brands.ts";

const service = (id: number, name: string, logo: string | null = `/${id}.jpg`) => ({
  id,
  name,
  logo,
});

describe("a brand", () => {
  it("is one for a service with and without advertisements", () => {
    const brands = brandsOf([
      service(1796, "Netflix Standard with Ads"),
      service(337, "Disney Plus"),
      service(8, "Netflix"),
      service(175, "Netflix Kids"),
    ]);
    expect(brands).toEqual([
      { id: 8, name: "Netflix", via: null, logo: "/8.jpg" },
      { id: 337, name: "Disney+", via: null, logo: "/337.jpg" },
    ]);
  });

  it("has the logo that there is when its own has none", () => {
    const ads = service(1796, "Netflix Standard with Ads");
    expect(brandsOf([service(8, "Netflix", null), ads])[0]?.logo).toBe("/1796.jpg");
    expect(brandsOf([ads, service(8, "Netflix", null)])[0]?.logo).toBe("/1796.jpg");
  });

  it("is Prime Video in every country and never Amazon's shop", () => {
    const prime = [9, 119, 2100, 613].map((id) => brandOf(service(id, "Amazon Prime Video")).id);
    expect(new Set(prime)).toEqual(new Set([9]));
    expect(brandOf(service(10, "Amazon Video"))).toMatchObject({ id: 10, name: "Amazon Video" });
  });

  it("tells Apple's shop from its subscription even when both are called the same", () => {
    const [shop, subscription] = brandsOf([service(2, "Apple TV"), service(350, "Apple TV")]);
    expect([shop?.name, subscription?.name]).toEqual(["Apple TV Store", "Apple TV"]);
  });

  it.each([
    [582, "Paramount+ Amazon Channel", "Paramount+", "Amazon"],
    [1853, "Paramount Plus Apple TV Channel ", "Paramount+", "Apple TV"],
    [633, "Paramount+ Roku Premium Channel", "Paramount+", "Roku"],
    [2243, "Apple TV Amazon Channel", "Apple TV", "Amazon"],
    [609, "Smithsonian Channel Amazon Channel", "Smithsonian Channel", "Amazon"],
    [2281, "Wild West Amzon Channel", "Wild West", "Amazon"],
    [2064, "ALLBLK Amazon channel ", "ALLBLK", "Amazon"],
    [2039, "BBC Select Apple Tv channel", "BBC Select", "Apple TV"],
    [999_999, "  Of Next  Year Amazon Channels ", "Of Next Year", "Amazon"],
    [533, "Amazon Arthaus Channel", "Arthaus", "Amazon"],
    [2034, "Acorn TV Apple TV", "Acorn TV", "Apple TV"],
  ])("of channel %i is the service, via the shop", (id, given, name, via) => {
    expect(brandOf(service(id, given))).toMatchObject({ name, via });
  });

  it("of a channel is another than the service's own", () => {
    const own = brandOf(service(531, "Paramount Plus"));
    const viaAmazon = brandOf(service(582, "Paramount+ Amazon Channel"));
    expect(viaAmazon.id).not.toBe(own.id);
    expect(viaAmazon.name).toBe(own.name);
  });

  it("is the service itself where the name only looks like a channel", () => {
    for (const name of ["The Roku Channel", "Criterion Channel", "Amazon MX Player"]) {
      expect(brandOf(service(888_888, name))).toMatchObject({ id: 888_888, name, via: null });
    }
  });
});
