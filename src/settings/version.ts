// Which version this is. Whatever bundles this file puts package.json's own number in.

import { version } from "../../package.json";

export const VERSION: string = version;

/** How the program names itself to the sites that it asks. `contact`: where its owner can be reached. */
export function userAgent(contact: string | null): string {
  return contact === null ? `watchwhere/${VERSION}` : `watchwhere/${VERSION} (${contact})`;
}
