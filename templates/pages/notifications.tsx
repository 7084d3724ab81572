// Notifications: where messages go, how it went with each place, and the devices that asked to be told.

import type { Child } from "hono/jsx";
import { Layout } from "../parts/layout.tsx";
import type { LayoutView } from "../parts/layout-view.ts";
import { Moment } from "../parts/moment.tsx";
import { PushButton } from "../parts/push-button.tsx";
import { count } from "../parts/words.ts";

/** How it went with a place; times in seconds since 1970. */
export interface PlaceView {
  /** Names it in a form. */
  place: string;
  name: string;
  workedAt: number | null;
  failedAt: number | null;
  failure: string | null;
  isOff: boolean;
  waitUntil: number | null;
  /** Messages that wait to be sent there, and when the next is tried. */
  waiting: number;
  nextAt: number | null;
}

export interface DeviceView extends PlaceView {
  id: number;
  createdAt: number;
}

export type NotificationsNote = { done: string } | { problem: string };

interface NotificationsProps {
  layout: LayoutView;
  targets: PlaceView[];
  devices: DeviceView[];
  mostDevices: number;
  note: NotificationsNote | null;
  /** Where links in messages lead; null: nobody knows where this app is reached. */
  link: string | null;
  isLinkSet: boolean;
  /** No services were chosen, so nothing is told. */
  isNothingChosen: boolean;
  /** Without a password, on Cloudflare nobody can change anything. */
  isLocked: boolean;
}

export function NotificationsPage(it: NotificationsProps) {
  const { layout, note, isLocked } = it;
  return (
    <Layout title="Notifications" place="notifications" layout={layout} stays={note !== null}>
      <header class="hero">
        <h1>Notifications</h1>
      </header>
      {note === null ? null : <Note note={note} />}
      <p class="lead">
        When films on a watchlist come to your services, a single message after the refresh names
        them all. Even without messages, <a href="/new">New</a> shows them, and so do the{" "}
        <a href="/tokens">feeds</a>.
      </p>
      {it.isNothingChosen ? (
        <p class="note">
          No messages are sent until you <a href="/services">choose your services</a>.
        </p>
      ) : null}
      {isLocked ? <Locked /> : <Places {...it} />}
    </Layout>
  );
}

function Note({ note }: { note: NotificationsNote }) {
  return "problem" in note ? (
    <section class="note failure" role="alert" tabindex={-1} autofocus>
      <p>{note.problem}</p>
    </section>
  ) : (
    <section class="note taken">
      <p>{note.done}</p>
    </section>
  );
}

function Locked() {
  return (
    <p class="note locked">
      This page has no password yet, so it doesn’t show anyone where messages go, and accepts no
      devices. Set one first: <code>npx wrangler secret put ADMIN_PASSWORD</code>
    </p>
  );
}

function Places({ layout, targets, devices, mostDevices, link, isLinkSet }: NotificationsProps) {
  const { now } = layout;
  return (
    <>
      <section class="import">
        <h2>This device</h2>
        <PushButton layout={layout} />
        <p class="small">
          Works over https, on up to {mostDevices} devices. On an iPhone or iPad, add this page to
          the Home Screen first.
        </p>
      </section>
      <ul class="lists">
        {devices.map((device) => (
          <Item place={device} now={now} made={device.createdAt}>
            <form method="post" action="/notifications/devices/remove">
              <input type="hidden" name="id" value={String(device.id)} />
              <button class="quiet" aria-label={`Remove ${device.name}`}>
                Remove
              </button>
            </form>
          </Item>
        ))}
      </ul>
      <section class="import-last">
        <h2>Messages</h2>
        {targets.length === 0 ? (
          <p class="small">
            None are set. The setting <code>NOTIFY</code> takes the addresses of ntfy, Discord,
            Telegram, Gotify, Apprise and webhooks, with spaces between them, such as{" "}
            <code>ntfys://ntfy.example.org/my-topic</code>.
          </p>
        ) : null}
        {layout.atHome ? null : <OnCloudflare />}
        <p class="small">
          {link === null ? NO_LINK : <>Links in messages lead to {link}.</>}
          {link === null || isLinkSet ? null : SEEN_LINK}
        </p>
      </section>
      <ul class="lists">
        {targets.map((place) => (
          <Item place={place} now={now} />
        ))}
      </ul>
    </>
  );
}

const NO_LINK =
  "Messages have no link in them yet: set PUBLIC_URL, or send any form in this app, such as a test, from the address you use.";
const SEEN_LINK = " That’s where you last sent a form from; set PUBLIC_URL to make it permanent.";

/** Its addresses are shared by strangers, whose messages count against the same limits. */
function OnCloudflare() {
  return (
    <p class="small">
      From Cloudflare, ntfy.sh and Discord are unreliable: they count messages by the sender’s
      address, and Cloudflare’s are shared with strangers. What fails is tried again for three days.
      A device above, a feed, Telegram, a webhook or an ntfy of your own doesn’t depend on that.
    </p>
  );
}

interface ItemProps {
  place: PlaceView;
  now: number;
  /** When it asked to be told. */
  made?: number;
  children?: Child;
}

function Item({ place: it, now, made, children }: ItemProps) {
  return (
    <li class="list">
      <h3 dir="auto">{it.name}</h3>
      <p class="small">
        {made === undefined ? null : (
          <>
            Added <Moment at={made} now={now} />.{" "}
          </>
        )}
        {it.workedAt === null ? (
          "Nothing has been sent there yet."
        ) : (
          <>
            Last worked <Moment at={it.workedAt} now={now} />.
          </>
        )}
      </p>
      {it.failure === null || it.failedAt === null ? null : (
        <p class="note failure">
          Failed <Moment at={it.failedAt} now={now} />: {it.failure}
          {it.isOff ? " Send a test to switch it on again." : null}
        </p>
      )}
      {it.waiting === 0 ? null : (
        <p class="small">
          {it.waiting === 1 ? "A message is waiting" : `${count(it.waiting)} messages are waiting`}
          {it.nextAt === null ? null : (
            <>
              , to be tried <Moment at={it.nextAt} now={now} isNext />
            </>
          )}
          .
        </p>
      )}
      <div class="list-forms">
        <form method="post" action="/notifications/test">
          <input type="hidden" name="place" value={it.place} />
          <button class="quiet" aria-label={`Send a test to ${it.name}`}>
            Send a test
          </button>
        </form>
        {children}
      </div>
    </li>
  );
}
