// The form for the member's own export, on its page and wherever a page offers it. It works without a script;
// drop.client.js lets a file be dropped on it.

export interface ImportFormProps {
  /** Whose file it may be; with one name, or none, it is not asked. */
  members: readonly string[];
  /** What is ticked. */
  take?: readonly string[];
  /** The member who was chosen; null: nobody was. */
  member?: string | null;
  /** The file looks like another list: the owner has to confirm that it is the watchlist. */
  asksToConfirm?: boolean;
  /** Much of the file could not be read: the owner has to confirm that the rest is to be imported. */
  asksAnyway?: boolean;
}

const PARTS: [part: string, words: string][] = [
  ["watchlist", "Watchlist"],
  ["seen", "Films seen"],
  ["lists", "Lists"],
];

export function ImportForm({
  members,
  take = ["watchlist"],
  member = null,
  asksToConfirm = false,
  asksAnyway = false,
}: ImportFormProps) {
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
          Your export: the ZIP, or one <code>.csv</code> file from it
        </span>
        <input type="file" name="file" accept=".zip,.csv,application/zip,text/csv" required />
        <span class="import-hint" hidden>
          Or drop it here.
        </span>
      </label>
      <fieldset class="import-parts">
        <legend>What to import</legend>
        {PARTS.map(([part, words]) => (
          <label class="tick">
            <input type="checkbox" name="take" value={part} checked={take.includes(part)} />
            {words}
          </label>
        ))}
      </fieldset>
      {members.length > 1 ? <Members members={members} chosen={member} /> : null}
      {asksToConfirm ? (
        <label class="tick">
          <input type="checkbox" name="confirm" value="watched" required />
          This is my watchlist, whatever the file’s name says
        </label>
      ) : null}
      {asksAnyway ? (
        <label class="tick">
          <input type="checkbox" name="anyway" value="1" required />
          Import the rows that can be read
        </label>
      ) : null}
      <button class="button accent">Import</button>
    </form>
  );
}

function Members({ members, chosen }: { members: readonly string[]; chosen: string | null }) {
  return (
    <label class="import-member">
      <span>Whose export it is</span>
      <select name="member">
        <option value="">Whoever the ZIP’s name says</option>
        {members.map((name) => (
          <option value={name} selected={name === chosen}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
