// The form that takes the member's own export; stands on its page, and wherever a page offers it. It works
// without a script; page.client.js lets a file be dropped on it.

interface ImportFormProps {
  /** The file looked like another list: the owner has to say that it is the watchlist. */
  asksToConfirm?: boolean;
}

export function ImportForm({ asksToConfirm = false }: ImportFormProps) {
  return (
    <form
      class="import-form"
      method="post"
      action="/import"
      enctype="multipart/form-data"
      data-drop=""
    >
      <label>
        Your export: the ZIP, or the <code>watchlist.csv</code> in it
        <input type="file" name="file" accept=".zip,.csv,application/zip,text/csv" required />
      </label>
      {asksToConfirm ? (
        <label class="tick">
          <input type="checkbox" name="confirm" value="watched" required /> This is my watchlist,
          whatever its name says
        </label>
      ) : null}
      <button class="accent">Bring it in</button>
    </form>
  );
}
