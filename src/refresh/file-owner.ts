// Whose file is it? With one member configured, or none, there is nothing to ask.

import { rejected, type Rejected } from "../export/rejection.ts";
import { firstOwner, type Owner, type Whose } from "../d1/listed.ts";

interface Sent {
  file: { name: string };
  /** As the form says; null: it does not say. */
  member: string | null;
}

/** The name that the form gives or, with several members, the one in the name of Letterboxd's ZIP. */
export function findOwner(
  whose: Whose,
  { file, member }: Sent,
): { ok: true; member: Owner } | Rejected {
  const { members } = whose;
  const said = member?.trim().toLowerCase() ?? "";
  if (said !== "" && members.length > 0) {
    return members.includes(said)
      ? { ok: true, member: said }
      : which(whose, `${said} isn’t one of them`);
  }
  if (members.length < 2) return { ok: true, member: firstOwner(whose) };
  const named = /^letterboxd-(\w+)(?:-\d{4}-\d{2}-\d{2}\b.*)?\.zip$/i.exec(file.name)?.[1];
  const owner = members.find((name) => name === named?.toLowerCase());
  return owner === undefined
    ? which(whose, "the file’s name doesn’t say whose it is")
    : { ok: true, member: owner };
}

function which({ members }: Whose, why: string): Rejected {
  const message = `The members here are ${members.join(", ")}, and ${why}. Say whose file it is.`;
  return rejected("which-member", message);
}
