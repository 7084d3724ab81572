import { describe, expect, it } from "vitest";
import { findDirectors } from "../../src/tmdb/directors.ts";
import { anyText, expectAlways } from "../fuzz.ts";

const credits = (crew: object[], cast: object[] = []) => JSON.stringify({ id: 1, cast, crew });
const namesIn = (text: string) =>
  (findDirectors(text) ?? []).map((record) => (record as { name: string }).name);

describe("who directed a film", () => {
  it("is found among all the others, in the order of the credits", () => {
    const text = credits([
      { name: "Second", job: "Second Unit Director" },
      { name: "Lana", job: "Director", department: "Directing" },
      { department: "Directing", job: "Director", name: "Lilly" },
      { name: "Editor", job: "Editor" },
    ]);
    expect(namesIn(text)).toEqual(["Lana", "Lilly"]);
  });

  it("is nobody who only plays one, whatever the part is called", () => {
    const parts = ['"job":"Director"', '{"job":"Director","name":"Nobody"}', "Director"];
    const cast = parts.map((character) => ({ name: "Actor", character }));
    expect(findDirectors(credits([], cast))).toEqual([]);
    const named = [{ name: "Director", job: "Editor" }];
    expect(findDirectors(credits(named, cast))).toEqual([]);
  });

  it("is found by any name without a brace", async () => {
    const plain = anyText.map((name) => name.replaceAll(/[{}]/g, ""));
    await expectAlways(plain, (name) => {
      expect(namesIn(credits([{ id: 1, name, job: "Director" }]))).toEqual([name]);
    });
  });

  it("is left out if a brace hides where the record begins or ends, and no other with it", () => {
    const crew = ["{", "}", "a{b}", "Ada"].map((name) => ({ name, job: "Director" }));
    expect(namesIn(credits(crew)).at(-1)).toBe("Ada");
  });

  it("is found in a text with blanks, too", () => {
    const text = JSON.stringify({ crew: [{ name: "Ada", job: "Director" }] }, null, 2);
    expect(namesIn(text)).toEqual(["Ada"]);
  });

  it("is not to be had from what are no credits, and cut off credits do no harm", async () => {
    expect(findDirectors("<html>Back-end server is at capacity</html>")).toBeUndefined();
    expect(findDirectors('{"status_code":34}')).toBeUndefined();
    const whole = credits([{ name: "Ada", job: "Director" }]);
    for (let end = 0; end < whole.length; end++) findDirectors(whole.slice(0, end));
    expect(findDirectors(`{"crew":[{"job":"Director"`)).toEqual([]);
  });

  it("are at most twenty", () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ name: `D${i}`, job: "Director" }));
    expect(findDirectors(credits(many))).toHaveLength(20);
  });
});
