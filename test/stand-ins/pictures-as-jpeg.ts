// Turns what the stand-in for TMDB draws into JPEG, which is what TMDB serves. To a browser, an SVG is a document of
// its own: with two dozen of them a page would look far slower than it is.

import sharp from "sharp";

/** One picture takes some 12 ms and 20 kB. */
const MOST_KEPT = 1_000;
const QUALITY = 85;

/** A function that answers with the picture as JPEG where the answer has an SVG, and otherwise with the answer itself. */
export function picturesAsJpeg(): (url: string, answer: Response) => Promise<Response> {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return async (url, answer) => {
    const isSvg = answer.headers.get("content-type") === "image/svg+xml";
    if (!isSvg || answer.body === null) return answer;
    let picture = kept.get(url);
    if (picture === undefined) {
      picture = await toJpeg(await answer.bytes());
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(url, picture);
    }
    const headers = new Headers(answer.headers);
    headers.set("content-type", "image/jpeg");
    return new Response(picture, { headers });
  };
}

async function toJpeg(svg: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sharp(svg).jpeg({ quality: QUALITY }).toBuffer());
}
