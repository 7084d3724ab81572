// A service that offers a film, on the film's own page.

import { logo } from "./card.ts";

export interface ServiceOffer {
  id: number;
  name: string;
  logo: string | null;
  mine: boolean;
}

export function Offer({
  service,
  address,
  imageOrigin,
}: {
  service: ServiceOffer;
  /** The service’s own search for the film; null: none is known. */
  address: string | null;
  imageOrigin: string;
}) {
  const inside = (
    <>
      {service.logo === null ? null : logo({ ...service, name: "" }, imageOrigin)}
      <span>{service.name}</span>
      {service.mine ? <span class="sr">, one of my services</span> : null}
    </>
  );
  const style = service.mine ? "chip on" : "chip";
  return address === null ? (
    <span class={style}>{inside}</span>
  ) : (
    <a class={style} href={address}>
      {inside}
    </a>
  );
}
