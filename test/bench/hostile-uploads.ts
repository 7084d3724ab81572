// Files that somebody might send to do harm, and the largest honest ones, for test/bench/uploads.ts.

import { strToU8, zipSync } from "fflate";

type Bytes = Uint8Array<ArrayBuffer>;

export interface HostileUpload {
  name: string;
  body: () => Bytes;
  /** `watchlist.csv` unless told. */
  fileName?: string;
  /** `/read` unless told. */
  path?: "/import";
  /** What is asked for; unless told, what is so where nothing is said. */
  take?: string[];
  /** A body of another kind than a form with the file in it. */
  form?: (bytes: Bytes) => RequestInit;
}

const HEADER = "Date,Name,Year,Letterboxd URI";
const MB = 1_000_000;

export const UPLOADS: HostileUpload[] = [
  { name: "3,000 films", body: () => films(3000) },
  { name: "20,000 films", body: () => films(20_000) },
  { name: "20,000 films, stored", body: () => films(20_000), path: "/import" },
  { name: "a ZIP of 20,000 films", body: () => zip(films(20_000)), fileName: "a.zip" },

  { name: "a ZIP of 20 MB of newlines", body: () => zip(lines("", 19.9)), fileName: "a.zip" },
  { name: "a ZIP of 4 MB of newlines", body: () => zip(lines("", 3.9)), fileName: "a.zip" },
  { name: "9.9 MB of newlines", body: () => lines("", 9.9) },
  {
    name: "2 MB of newlines after a broken quote",
    body: () => lines("", 2, '2020-01-01,"Bad,1999,'),
  },
  { name: "a ZIP of 2 million equal rows", body: () => zip(lines("2,A,,", 12)), fileName: "a.zip" },
  { name: "300,000 broken rows", body: () => lines('2020-01-01,"Bad,1999,', 6.6) },
  { name: "9 MB of a quote, a letter, a line break", body: () => lines('"a', 9) },

  // As much as may be read at all: 4 MB in 40,000 lines.
  {
    name: "39,000 newlines after a broken quote",
    body: () => lines("", 0.039, '2020-01-01,"Bad,1999,'),
  },
  { name: "39,000 equal rows", body: () => most("2020-01-01,A,1999,") },
  { name: "39,000 rows without a title", body: () => most("2020-01-01,,1999,") },
  { name: "39,000 rows with an open quote", body: () => most('2020-01-01,"Bad,1999,') },
  { name: "39,000 rows with quotes in wrong places", body: () => most('1,"B"a"d",1999,') },
  {
    name: "39,000 rows with open quotes of long titles",
    body: () => most(`1,"${"Bad ".repeat(18)}`),
  },
  { name: "39,000 rows that open and close quotes", body: () => most(`a"b,"${'""'.repeat(35)}`) },
  { name: "39,000 rows of commas", body: () => most(",".repeat(80)) },
  { name: "39,000 rows of quotes", body: () => most('"'.repeat(80)) },
  { name: "800 rows of 4,900 commas", body: () => lines(",".repeat(4899), 3.9) },
  { name: "800 rows of 4,900 quotes", body: () => lines('"'.repeat(4899), 3.9) },
  { name: "800 rows of quote, letter", body: () => lines('"a'.repeat(2449), 3.9) },
  { name: "800 rows of empty quoted fields", body: () => lines('"",'.repeat(1633), 3.9) },
  { name: "800 rows of spaces", body: () => lines(" ".repeat(4899), 3.9) },
  { name: "one row of 3.9 MB of commas", body: () => text(",".repeat(3.9 * MB)) },
  {
    name: "3.9 MB of commas as the first line",
    body: () => strToU8(",".repeat(3.9 * MB)),
  },

  // The same, spread over the other files of a ZIP.
  { name: "a ZIP of everything, as large as may be", body: () => everything(), fileName: "a.zip" },
  {
    name: "a ZIP of everything, stored",
    body: () => everything(),
    fileName: "letterboxd-ada.zip",
    path: "/import",
    take: ["watchlist", "seen", "lists"],
  },
  {
    name: "a ZIP of 100 lists of open quotes",
    body: () => lists(100, `1,"Bad\n${'2,"",""\n'.repeat(58)}`),
    fileName: "a.zip",
  },
  {
    name: "a ZIP of 100 lists of notes that never end",
    body: () => lists(100, `1,"${"x".repeat(60)}\n${`${'"",'.repeat(250)}\n`.repeat(50)}`),
    fileName: "a.zip",
  },
  {
    name: "a ZIP of 4 MB of commas in lists",
    body: () => lists(100, `${",".repeat(4899)}\n`),
    fileName: "a.zip",
  },
  { name: "a ZIP of 1,900 lists", body: () => lists(1900, "1,A,1999,,\n"), fileName: "a.zip" },

  { name: "9.9 MB of bytes without order", body: () => noise(9.9 * MB) },
  { name: "9.9 MB of bytes without order, called a ZIP", body: () => zipHead(noise(9.9 * MB)) },
  {
    name: "9.9 MB of PK",
    body: () => zipHead(strToU8("PK\u0005\u0006".repeat(2.4 * MB))),
  },
  { name: "a ZIP that unpacks to 10 GB", body: () => bomb(9) },
  { name: "a ZIP that unpacks to 4 GB", body: () => bomb(3.9) },
  { name: "a ZIP of tiny blocks", body: () => zipOfTinyBlocks() },
  { name: "a ZIP with 200,000 names", body: () => zipOfNames() },

  { name: "a form of 180,000 parts", body: () => text(""), form: () => formOfParts() },
  { name: "a form whose head never ends", body: () => text(""), form: () => formOfHead() },
  { name: "a form of newlines", body: () => text(""), form: () => asForm("\n".repeat(9.9 * MB)) },
  {
    name: "a form of lines that look like its own",
    body: () => text(""),
    form: () => asForm("--x\n".repeat(2.4 * MB)),
  },
  { name: "30 MB", body: () => noise(30 * MB) },
];

function text(body: string, header = `${HEADER}\n`): Bytes {
  return strToU8(header + body);
}

function films(count: number): Bytes {
  const rows = Array.from(
    { length: count },
    (_, i) =>
      `2024-05-01,"The ${i}th, again",${1900 + (i % 120)},https://boxd.it/${i.toString(36)}`,
  );
  return text(`${rows.join("\r\n")}\r\n`);
}

/** So many megabytes of a line, under a header. */
function lines(line: string, megabytes: number, first = ""): Bytes {
  return text(`${first}\n${`${line}\n`.repeat(Math.floor((megabytes * MB) / (line.length + 1)))}`);
}

function most(line: string): Bytes {
  return lines(line, (39_000 * (line.length + 1)) / MB);
}

const LIST = "Letterboxd list export v7\n\nPosition,Name,Year,URL,Description\n";

/** A ZIP of so many lists, each of that row until together they have 3.9 MB. */
function lists(count: number, row: string): Bytes {
  const times = Math.max(1, Math.floor((3.9 * MB) / count / row.length) - 1);
  const csv = strToU8(LIST + row.repeat(times));
  const names = Array.from({ length: count }, (_, i) => [`lists/${i}.csv`, csv]);
  return zipSync(Object.fromEntries(names) as Record<string, Bytes>);
}

function everything(): Bytes {
  const list = (from: number) => {
    const rows = Array.from(
      { length: 2000 },
      (_, i) => `${i + 1},Listed ${from + i},1999,https://boxd.it/${(from + i).toString(36)},\n`,
    );
    return strToU8(LIST + rows.join(""));
  };
  const names = Array.from({ length: 20 }, (_, i) => [`lists/${i}.csv`, list(100_000 + 2000 * i)]);
  return zipSync({
    "watchlist.csv": films(20_000),
    "watched.csv": films(20_000),
    ...(Object.fromEntries(names) as Record<string, Bytes>),
  });
}

function zip(csv: Bytes): Bytes {
  return zipSync({ "watchlist.csv": csv });
}

/** The same every time. */
function noise(length: number): Bytes {
  const bytes = new Uint8Array(length);
  for (let i = 0, x = 1; i < length; i++) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = x >>> 24;
  }
  return bytes;
}

function zipHead(bytes: Bytes): Bytes {
  bytes.set([0x50, 0x4b, 3, 4]);
  return bytes;
}

/** A ZIP with one entry of which we write the packed bytes ourselves. */
function zipAround(packed: Bytes, unpackedBytes: number): Bytes {
  const name = strToU8("watchlist.csv");
  const local = new Uint8Array(30 + name.length);
  const central = new Uint8Array(46 + name.length);
  const end = new Uint8Array(22);
  const [a, b, c] = [
    new DataView(local.buffer),
    new DataView(central.buffer),
    new DataView(end.buffer),
  ];
  a.setUint32(0, 0x04034b50, true);
  a.setUint16(4, 20, true);
  a.setUint16(8, 8, true);
  a.setUint32(18, packed.length, true);
  a.setUint32(22, unpackedBytes, true);
  a.setUint16(26, name.length, true);
  local.set(name, 30);
  b.setUint32(0, 0x02014b50, true);
  b.setUint16(10, 8, true);
  b.setUint32(20, packed.length, true);
  b.setUint32(24, unpackedBytes, true);
  b.setUint16(28, name.length, true);
  central.set(name, 46);
  c.setUint32(0, 0x06054b50, true);
  c.setUint16(8, 1, true);
  c.setUint16(10, 1, true);
  c.setUint32(12, central.length, true);
  c.setUint32(16, local.length + packed.length, true);
  return joined([local, packed, central, end]);
}

function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Deflate repeats "258 bytes as before" in two bits or so; a megabyte of it is a gigabyte. */
function bomb(megabytes: number): Bytes {
  const zeros = zipSync({ "watchlist.csv": new Uint8Array(20 * MB).fill(10) });
  const start = 30 + "watchlist.csv".length;
  const size = new DataView(zeros.buffer).getUint32(18, true);
  const packed = zeros.slice(start, start + size - 4);
  return zipAround(
    joined(Array.from({ length: Math.floor((megabytes * MB) / packed.length) }, () => packed)),
    100,
  );
}

/** A deflate stream of blocks that hold nothing and name a tree of the longest codes each. */
function zipOfTinyBlocks(): Bytes {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let i = 0; i < count; i++) bits.push((value >> i) & 1);
  };
  const blocks = 8;
  for (let i = 0; i < blocks; i++) tinyBlock(put);
  const one = new Uint8Array(bits.length / 8);
  for (const [i, bit] of bits.entries()) one[i >> 3] = (one[i >> 3] ?? 0) | (bit << (i & 7));
  const packed = joined(Array.from({ length: Math.floor((3.9 * MB) / one.length) }, () => one));
  return zipAround(packed, 100);
}

/**
 * Code lengths: of the letters, one each of 1 … 14 and two of 15, the last of which is the block's end (256);
 * of the distances, the same without an end. All the shortest way there is to say so.
 */
function tinyBlock(put: (value: number, count: number) => void): void {
  const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  put(0, 1); // not the last
  put(2, 2); // with trees of its own
  put(0, 5); // 257 letters
  put(15, 5); // 16 distances
  put(order.length - 4, 4);
  // Sixteen symbols are in use: 1 … 15 and 18. Each has a code of four bits.
  const used = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 18];
  for (const symbol of order) put(used.includes(symbol) ? 4 : 0, 3);
  const code = (symbol: number) => {
    const canonical = used.indexOf(symbol);
    for (let i = 3; i >= 0; i--) put((canonical >> i) & 1, 1);
  };
  for (let length = 1; length <= 15; length++) code(length);
  // 241 zeros: 138 and 103, then the end of the block with the last code of fifteen.
  code(18);
  put(138 - 11, 7);
  code(18);
  put(103 - 11, 7);
  code(15);
  for (let length = 1; length <= 15; length++) code(length);
  code(15);
  // The end of the block: fifteen ones.
  put(0x7fff, 15);
}

/** One entry's head in the directory again and again. */
function zipOfNames(): Bytes {
  const entry = new Uint8Array(46 + 1);
  const view = new DataView(entry.buffer);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(28, 1, true);
  entry[46] = 0x61;
  const count = 200_000;
  const local = strToU8("PK\u0003\u0004".padEnd(31, "\0"));
  const end = new Uint8Array(22);
  const last = new DataView(end.buffer);
  last.setUint32(0, 0x06054b50, true);
  last.setUint16(8, 0xffff, true);
  last.setUint16(10, 0xffff, true);
  last.setUint32(12, count * entry.length, true);
  last.setUint32(16, local.length, true);
  return joined([local, ...Array.from({ length: count }, () => entry), end]);
}

function formOfParts(): RequestInit {
  const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
  return asForm(`${part.repeat(180_000)}--b--\r\n`);
}

function formOfHead(): RequestInit {
  return asForm(`--b\r\n${"X: y\r\n".repeat(1_600_000)}`);
}

function asForm(body: string): RequestInit {
  return { body, headers: { "Content-Type": "multipart/form-data; boundary=b" } };
}
