// Logos of our own drawing: a square in a service's colour with its initials. None is a trademark.

import type { StandInProvider } from "./providers.ts";

export function drawLogo({ initials, colour, name }: StandInProvider, width: number): string {
  const size = initials.length > 2 ? 36 : initials.length === 2 ? 46 : 60;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width}" viewBox="0 0 100 100" role="img">
<title>${escapeXml(name.trim())}</title>
<defs><linearGradient id="g" x2="0.4" y2="1"><stop stop-color="#fff" stop-opacity=".24"/><stop offset="1" stop-color="#000" stop-opacity=".2"/></linearGradient></defs>
<rect width="100" height="100" fill="${colour}"/><rect width="100" height="100" fill="url(#g)"/>
<text x="50" y="${50 + size * 0.36}" text-anchor="middle" font-family="Avenir Next, Futura, Montserrat, Helvetica, Arial, sans-serif" font-weight="800" font-size="${size}" letter-spacing="-1" fill="#fff">${escapeXml(initials)}</text>
</svg>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
