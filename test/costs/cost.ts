// What something costs of D1, as test/costs/costs.json keeps it, and in which words a test says that it has changed.

import { hash } from "../stand-ins/hash.ts";

export interface StatementCost {
  times: number;
  rowsRead: number;
  rowsWritten: number;
}

export interface Cost {
  /** Calls of D1: a batch is one. */
  roundTrips: number;
  /** By the statement's text, without its values. */
  statements: Map<string, StatementCost>;
}

/** By what was asked or done, in words. */
export type Costs = Map<string, Cost>;

export const noCost = (): Cost => ({ roundTrips: 0, statements: new Map() });

export function totalOf({ statements }: Cost): StatementCost {
  return [...statements.values()].reduce(add, NOTHING);
}

const NOTHING: StatementCost = { times: 0, rowsRead: 0, rowsWritten: 0 };

export function add(one: StatementCost, other: StatementCost): StatementCost {
  return {
    times: one.times + other.times,
    rowsRead: one.rowsRead + other.rowsRead,
    rowsWritten: one.rowsWritten + other.rowsWritten,
  };
}

/** Both together. */
export function sumOf(one: Cost, other: Cost): Cost {
  return joined(one, other, (a, b) => a + b);
}

/** Of each statement the dearer: what something done often costs at most. */
export function mostOf(one: Cost, other: Cost): Cost {
  return joined(one, other, Math.max);
}

function joined(one: Cost, other: Cost, join: (a: number, b: number) => number): Cost {
  const texts = new Set([...one.statements.keys(), ...other.statements.keys()]);
  const statements = [...texts].map((text) => {
    const [a = NOTHING, b = NOTHING] = [one.statements.get(text), other.statements.get(text)];
    const cost: StatementCost = {
      times: join(a.times, b.times),
      rowsRead: join(a.rowsRead, b.rowsRead),
      rowsWritten: join(a.rowsWritten, b.rowsWritten),
    };
    return [text, cost] as const;
  });
  return {
    roundTrips: join(one.roundTrips, other.roundTrips),
    statements: new Map(statements),
  };
}

/** A statement as it is told from others: however it was typed, and for however many values. */
export function plainText(sql: string): string {
  return sql
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\((\?, )+\?\)/g, "(?, …)")
    .trim();
}

const LONGEST_NAME = 110;

/** What a statement is called: its beginning, without long rows of columns, and a code that stands for all of it. */
function nameOf(text: string): string {
  const short = text
    .replace(/^select "[^(]*?" from /, "select … from ")
    .replace(/^(insert into \S+) \([^)]+\)/, "$1 (…)");
  if (short === text && text.length <= LONGEST_NAME) return text;
  return `${short.slice(0, LONGEST_NAME)} ${codeOf(text)}`;
}

function codeOf(text: string): string {
  return `#${hash(text).toString(36)}`;
}

interface KeptCost {
  roundTrips: number;
  statements: number;
  rowsRead: number;
  rowsWritten: number;
  /** By the statement's name. */
  of: Record<string, StatementCost>;
}

/** As the file has it. */
export interface KeptCosts {
  costs: Record<string, KeptCost>;
  /** Whole texts, by the code in the statement's name. */
  texts: Record<string, string>;
}

/** Sorted, so that one change is one line. */
function keep(costs: Costs): KeptCosts {
  const entries = sorted(costs).map(([name, cost]) => {
    const { times, ...rows } = totalOf(cost);
    const named = sorted(cost.statements).map(([text, one]) => [nameOf(text), one] as const);
    const total = { roundTrips: cost.roundTrips, statements: times, ...rows };
    return [name, { ...total, of: Object.fromEntries(named) }] as const;
  });
  const coded = new Map<string, string>();
  for (const { statements } of costs.values()) {
    for (const text of statements.keys()) if (nameOf(text) !== text) coded.set(codeOf(text), text);
  }
  const texts = sorted(coded);
  return { costs: Object.fromEntries(entries), texts: Object.fromEntries(texts) };
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** JSON with a line for each statement. */
export function textOf(all: Costs): string {
  const { costs, texts } = keep(all);
  return JSON.stringify({ costs, texts }, null, 2).replaceAll(
    /\{\s+"times": (\d+),\s+"rowsRead": (\d+),\s+"rowsWritten": (\d+)\s+\}/g,
    '{ "times": $1, "rowsRead": $2, "rowsWritten": $3 }',
  );
}

/** What differs from what is kept, and what to do about it. Empty: nothing. */
export function differences(
  { costs: before, texts: textsBefore }: KeptCosts,
  costs: Costs,
): string {
  const { costs: after, texts } = keep(costs);
  const textOfName = (name: string) => {
    const [code = ""] = /#[0-9a-z]+$/.exec(name) ?? [];
    return texts[code] ?? textsBefore[code] ?? name;
  };
  const changes = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .toSorted()
    .map((name) => changesOf(name, before[name], after[name], textOfName));
  const lines = changes.flatMap(({ words }) => words);
  if (lines.length === 0) return "";
  return [changes.some(({ grew }) => grew) ? GREW : SHRANK, ...lines].join("\n");
}

const GREW =
  "D1 is asked for more than test/costs/costs.json allows. Make it cheaper; or, where it has to be so, " +
  "regenerate the file (npm run costs) and say why in the commit.";
const SHRANK =
  "D1 is asked for less than test/costs/costs.json says: regenerate the file (npm run costs), so that it stays so.";

const UNITS = {
  roundTrips: "round trips",
  statements: "statements",
  times: "times",
  rowsRead: "rows read",
  rowsWritten: "rows written",
} as const;

interface Changes {
  words: string[];
  grew: boolean;
}

function changesOf(
  name: string,
  before: KeptCost | undefined,
  after: KeptCost | undefined,
  textOfName: (name: string) => string,
): Changes {
  if (after === undefined) return { words: [`${name}: is not measured any more`], grew: false };
  if (before === undefined) return { words: [`${name}: was not measured before`], grew: true };
  const { of: statementsBefore, ...totalBefore } = before;
  const { of: statementsAfter, ...totalAfter } = after;
  const total = numberChanges(totalBefore, totalAfter);
  const names = new Set([...Object.keys(statementsBefore), ...Object.keys(statementsAfter)]);
  const statements = [...names].toSorted().map((statement) => {
    const change = statementChange(statementsBefore[statement], statementsAfter[statement]);
    const [first, ...numbers] = change.words;
    if (first === undefined) return change;
    const head = `  ${first}${textOfName(statement)}`;
    return { words: [head, ...numbers.map((it) => `      ${it}`)], grew: change.grew };
  });
  const words = [...total.words.map((it) => `  ${it}`), ...statements.flatMap((it) => it.words)];
  if (words.length === 0) return { words, grew: false };
  return {
    words: [`${name}:`, ...words],
    grew: total.grew || statements.some(({ grew }) => grew),
  };
}

/** The first word stands before the statement's text. */
function statementChange(was: StatementCost | undefined, is: StatementCost | undefined): Changes {
  if (is === undefined) return { words: ["gone: "], grew: false };
  const { words, grew } = numberChanges(was ?? NOTHING, is);
  if (was === undefined) return { words: ["new: ", ...words], grew: true };
  return { words: words.length === 0 ? [] : ["", ...words], grew };
}

function numberChanges<Numbers extends Partial<Record<keyof typeof UNITS, number>>>(
  before: Numbers,
  after: Numbers,
): Changes {
  const units = Object.keys(UNITS) as (keyof typeof UNITS)[];
  const changed = units.filter((unit) => before[unit] !== after[unit]);
  return {
    words: changed.map((unit) => `${UNITS[unit]}: ${before[unit] ?? 0} → ${after[unit] ?? 0}`),
    grew: changed.some((unit) => (after[unit] ?? 0) > (before[unit] ?? 0)),
  };
}
