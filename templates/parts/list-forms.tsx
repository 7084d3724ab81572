// The forms that add a list, and change one. They work without a script.

interface NamedList {
  id: number;
  name: string;
  /** null: it came from a file, by whose name the next one finds it. */
  url: string | null;
}

export function AddForm({ url }: { url: string }) {
  return (
    <form class="list-form" method="post" action="/lists">
      <label>
        The list’s address
        <input
          name="url"
          type="text"
          inputmode="url"
          required
          maxlength={2000}
          placeholder="letterboxd.com/dave/list/name-of-the-list/"
          value={url}
        />
      </label>
      <button class="button accent">Add list</button>
    </form>
  );
}

interface ListFormsProps {
  list: NamedList;
  /** Among the followed lists, from 0. */
  place: number;
  last: number;
  longestName: number;
}

export function ListForms({ list, place, last, longestName }: ListFormsProps) {
  return (
    <div class="list-forms">
      {place > 0 ? <MoveForm list={list} to="up" /> : null}
      {place < last ? <MoveForm list={list} to="down" /> : null}
      <form method="post" action="/lists/remove">
        <input type="hidden" name="list" value={String(list.id)} />
        <button class="quiet" aria-label={`Remove ${list.name}`}>
          Remove
        </button>
      </form>
      {list.url === null ? null : (
        <details>
          <summary>Rename</summary>
          <form class="list-form" method="post" action="/lists/rename">
            <input type="hidden" name="list" value={String(list.id)} />
            <label>
              Its name here. Leave it empty to use Letterboxd’s again.
              <input name="name" type="text" maxlength={longestName} value={list.name} />
            </label>
            <button class="button">Rename</button>
          </form>
        </details>
      )}
    </div>
  );
}

function MoveForm({ list, to }: { list: NamedList; to: "up" | "down" }) {
  return (
    <form method="post" action="/lists/move">
      <input type="hidden" name="list" value={String(list.id)} />
      <button class="quiet" name="to" value={to} aria-label={`Move ${list.name} ${to}`}>
        Move {to}
      </button>
    </form>
  );
}

export function UndoForm({ list, words }: { list: NamedList; words: string }) {
  return (
    <form method="post" action="/lists/undo">
      <input type="hidden" name="list" value={String(list.id)} />
      <button class="quiet" aria-label={`${words}: ${list.name}`}>
        {words}
      </button>
    </form>
  );
}
