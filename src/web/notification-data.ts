// What the page of messages shows: each place with how it went there. One round trip after the layout's.

import type { DeviceView, PlaceView } from "../../templates/pages/notifications.tsx";
import type { AppContext } from "../context.ts";
import { batch } from "../d1/batch.ts";
import { countWaiting } from "../d1/deliveries.ts";
import { MOST_DEVICES, placeOfDevice } from "../d1/devices.ts";
import { layoutOf, readLayout } from "../d1/layout.ts";
import { placesOf } from "../d1/places.ts";
import { findRecipients } from "../d1/recipients.ts";
import { namesOf } from "../notify/names.ts";
import { placesOfTargets } from "../notify/place.ts";
import { pageNew } from "../refresh/tell.ts";
import { mayChange } from "./access.ts";
import { layoutView } from "./layout-data.ts";

export async function findNotifications(context: AppContext) {
  const { db, settings } = context;
  const [[stored, states, waiting], recipients, targets] = await Promise.all([
    batch(db, [layoutOf(db, settings), placesOf(db), countWaiting(db)]),
    findRecipients(db),
    placesOfTargets(settings.notify),
  ]);
  const { devices } = recipients;
  const layout = readLayout(stored, settings);
  const names = namesOf([...targets.values()]);
  const view = (place: string, name: string): PlaceView => {
    const state = states.find((one) => one.place === place);
    const waits = waiting.find((one) => one.place === place);
    return {
      place,
      name,
      workedAt: state?.workedAt ?? null,
      failedAt: state?.failedAt ?? null,
      failure: state?.failure ?? null,
      isOff: state?.isOff === 1,
      waitUntil: state?.waitUntil ?? null,
      waiting: waits?.waiting ?? 0,
      nextAt: waits === undefined ? null : Math.max(waits.next, state?.waitUntil ?? 0),
    };
  };
  return {
    layout: await layoutView(context, layout),
    targets: [...targets.keys()].map((place, i) => view(place, names[i] ?? "")),
    devices: devices.map((device): DeviceView => {
      const { id, name, createdAt } = device;
      return Object.assign(view(placeOfDevice(device), name), { id, createdAt });
    }),
    mostDevices: MOST_DEVICES,
    link: pageNew(settings, recipients),
    isLinkSet: settings.publicUrl !== null,
    isNothingChosen: layout.choice === null,
    isLocked: !mayChange(settings),
  };
}
