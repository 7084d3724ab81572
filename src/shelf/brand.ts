// Until brands are merged: each provider is a brand of its own.
import type { Provider } from "../film.ts";

export function brandOf(provider: Provider): Provider & { via: string | null } {
  return { id: provider.id, name: provider.name, logo: provider.logo, via: null };
}
