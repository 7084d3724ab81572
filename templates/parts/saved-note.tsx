// That the services were saved: said once, on the first page, when the form has led to it.

export function SavedNote() {
  return (
    <output class="note saved">
      Your services are saved. <a href="/services">Change them</a>
    </output>
  );
}
