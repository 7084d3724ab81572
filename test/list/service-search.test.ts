import { describe, expect, it } from "vitest";
import { serviceSearch } from "../../src/list/service-search.ts";

function search(id: number, country: string, title = "Grand Hotel", name = "A service") {
  return serviceSearch({ id, name }, title, country);
}

describe("The search of a service itself", () => {
  it("is asked for the title", () => {
    expect(search(8, "GB")).toBe("https://www.netflix.com/search?q=Grand%20Hotel");
  });

  it("has the country’s form", () => {
    expect(search(350, "GB")).toBe("https://tv.apple.com/gb/search?term=Grand%20Hotel");
    expect(search(35, "GB")).toBe("https://www.rakuten.tv/uk/search?q=Grand%20Hotel");
    expect(search(10, "DE")).toContain("https://www.amazon.de/s?k=Grand%20Hotel");
    expect(search(10, "FR")).toBe(search(9, "FR"));
    expect(search(234, "FR")).toBe("https://www.arte.tv/fr/search/?q=Grand%20Hotel");
  });

  it("is none where the same number is another service", () => {
    expect(search(15, "JP")).toContain("hulu.jp");
    expect(search(15, "US")).toBeNull();
    expect(search(39, "IT")).toBeNull();
  });

  it("is none for services whose search takes no title, or is not known", () => {
    for (const id of [337, 386, 1773, 531, 300, 999_999]) expect(search(id, "US")).toBeNull();
  });

  it("is the shop’s for a channel that a shop sells", () => {
    expect(search(204, "US", "Alien", "Shudder via Amazon")).toBe(search(9, "US", "Alien"));
    expect(search(1853, "DE", "Alien", "Paramount+ via Apple TV")).toBe(search(350, "DE", "Alien"));
  });

  it("takes any title", () => {
    expect(search(219, "DE", "AC/DC")).toContain("/suche/AC%2FDC");
    expect(search(8, "US", `"Ocean's" <&>`)).toBe(
      "https://www.netflix.com/search?q=%22Ocean%27s%22%20%3C%26%3E",
    );
    expect(search(8, "US", "half \uD83D")).toContain("half%20%EF%BF%BD");
    expect(search(133, "DE", "Süden")).toContain("search_title=S%FCden");
    expect(search(133, "DE", "Łódź")).toBeNull();
  });
});
