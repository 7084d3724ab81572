// Shows what was pushed to this device, and opens the page when that is pressed. It does nothing else: no page is kept.
// Always shows something, for a push that shows nothing costs the permission on an iPhone.

addEventListener("push", (event) => {
  event.waitUntil(show(read(event.data)));
});

/** The same JSON that Safari understands by itself. */
function read(data) {
  try {
    return data.json().notification ?? {};
  } catch {
    return {};
  }
}

function show({
  title = "watchwhere",
  body = "Something is new.",
  navigate = "/new",
  tag = "arrivals",
}) {
  return self.registration.showNotification(title, {
    body,
    tag,
    icon: "/icon-192.png",
    data: { navigate },
  });
}

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { navigate } = event.notification.data ?? {};
  event.waitUntil(self.clients.openWindow(new URL(navigate ?? "/new", location.origin).href));
});
