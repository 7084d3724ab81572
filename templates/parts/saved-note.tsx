// Says that the services were saved: shown once, on the first page, after the form.

export function SavedNote() {
  return (
    <output class="note saved">
      Your services are saved. <a href="/services">Change them</a>
    </output>
  );
}
