// The form for the member's own export, on its page and wherever a page offers it. It works without a script;
// drop.client.js lets a file be dropped on it.

interface ImportFormProps {
  /** The file looks like another list: the owner has to confirm that it is the watchlist. */
  asksToConfirm?: boolean;
  /** Much of the file could not be read: the owner has to confirm that the rest is to be imported. */
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
