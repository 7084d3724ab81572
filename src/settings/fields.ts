// The parts that the settings' schema is built from: text that is required, text that may be left out, numbers,
// yes or no. An empty optional setting counts as left out.
// (`import * as z` and not `import { z }`: it keeps 590 KB of zod that nobody uses out of the bundle.)

import * as z from "zod";
import { invalid, quote, understood, type Understood } from "./reading.ts";

/** What .dev.vars.example has in place of the values that only the owner knows. */
const PLACEHOLDER = /^your-[a-z-]+$/i;

type Reader<T> = (text: string) => Understood<T>;

/** The value without the quotes and blanks that people paste along with it. null: not set at all. */
export function bare(value: unknown): string | null {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return null;
  const text = value.trim();
  return /^(["'`])(.*)\1$/s.exec(text)?.[2]?.trim() ?? text;
}

export function required<T>(what: string, read: Reader<T>) {
  const error = `not set; ${what}.`;
  return z.string(error).min(1, { error, abort: true }).transform(using(read));
}

export function optional<T>(standard: string, read: Reader<T>) {
  return z.string().default(standard).transform(using(read));
}

/** Turns a reader's sentence into a problem of its field. */
export function using<T>(read: Reader<T>) {
  return (text: string, context: z.RefinementCtx): T => {
    const reading = PLACEHOLDER.test(text)
      ? invalid("still as in .dev.vars.example: put your own value there.")
      : read(text);
    if (reading.ok) return reading.value;
    context.addIssue(reading.message);
    return z.NEVER;
  };
}

export function number({ min, max, unit }: { min: number; max: number; unit: string }) {
  return z.string().transform(
    using((text): Understood<number> => {
      const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      return value >= min && value <= max
        ? understood(value)
        : invalid(`${quote(text)} is not a number of ${unit} from ${min} to ${max}.`);
    }),
  );
}

/** What was written is not repeated: PRIVATE is easily taken for the password itself. */
export function yesOrNo() {
  return z.stringbool("true or false is expected.").default(false);
}
