// The form that takes the member's own export; stands on its page, and wherever a page offers it. It works
// without a script; page.client.js lets a file be dropped on it, where there is a mouse to drop it with.

interface ImportFormProps {
  /** The file looked like another list: the owner has to say that it is the watchlist. */
  asksToConfirm?: boolean;
  /** Much of the file could not be read: the owner has to say that the rest is to be imported. */
  asksAnyway?: boolean;
}

export function ImportForm({ asksToConfirm = false, asksAnyway = false }: ImportFormProps) {
  return (
    <form
      class="import-form"
      method="post"
      action="/import"
      enctype="multipart/form-data"
      data-drop=""
    >
      <label class="import-file">
        <span>
          Your export: the ZIP, or the <code>watchlist.csv</code> in it
        </span>
        <input type="file" name="file" accept=".zip,.csv,application/zip,text/csv" required />
        <span class="import-hint">Or drop it here.</span>
      </label>
      {asksToConfirm ? (
        <label class="tick">
          <input type="checkbox" name="confirm" value="watched" required />
          <span>This is my watchlist, whatever its name says</span>
        </label>
      ) : null}
      {asksAnyway ? (
        <label class="tick">
          <input type="checkbox" name="anyway" value="1" required />
          <span>Import the rows that can be read</span>
        </label>
      ) : null}
      <button class="button accent">Bring it in</button>
    </form>
  );
}
