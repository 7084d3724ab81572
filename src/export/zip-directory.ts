// What a ZIP says it holds. Reads the list at its end and believes none of it: every number may be a lie, so a
// reader takes what it names only as far as the bytes go. Format: PKWARE's APPNOTE, 4.3.7, 4.3.12 and 4.3.16.

export interface ZipEntry {
  /** With its folders, as the ZIP writes it. */
  name: string;
  method: number;
  isEncrypted: boolean;
  packed: Uint8Array;
  unpackedBytes: number;
  /** CRC-32 of the unpacked bytes. */
  checksum: number;
}

/** A member's export has some dozens; each costs time to list. */
const MAX_ENTRIES = 2000;

const LOCAL_HEADER = { signature: 0x04034b50, bytes: 30 };
const DIRECTORY_ENTRY = { signature: 0x02014b50, bytes: 46 };
const END = { signature: 0x06054b50, bytes: 22, maxCommentBytes: 65_535 };

export function isZip(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const signature = viewOf(bytes).getUint32(0, true);
  return signature === LOCAL_HEADER.signature || signature === END.signature;
}

/** null: it is damaged or cut short, or lists more than an export has. */
export function readDirectory(bytes: Uint8Array): ZipEntry[] | null {
  const view = viewOf(bytes);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  if (count > MAX_ENTRIES) return null;

  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    const entry = readEntry(bytes, view, at);
    if (entry === null) return null;
    entries.push(entry);
    at +=
      DIRECTORY_ENTRY.bytes +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return entries;
}

/** Where the last record begins, which may be followed by a comment. */
function findEnd(view: DataView): number | null {
  const last = view.byteLength - END.bytes;
  for (let at = last; at >= Math.max(0, last - END.maxCommentBytes); at--) {
    if (view.getUint32(at, true) === END.signature) return at;
  }
  return null;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): ZipEntry | null {
  if (!has(view, at, DIRECTORY_ENTRY)) return null;
  const packedBytes = view.getUint32(at + 20, true);
  const nameBytes = view.getUint16(at + 28, true);
  const header = view.getUint32(at + 42, true);
  if (!has(view, header, LOCAL_HEADER)) return null;
  // The header before the data repeats the name, and may have other extra fields than the directory.
  const data =
    header +
    LOCAL_HEADER.bytes +
    view.getUint16(header + 26, true) +
    view.getUint16(header + 28, true);
  if (data + packedBytes > bytes.length) return null;
  const name = bytes.subarray(at + DIRECTORY_ENTRY.bytes, at + DIRECTORY_ENTRY.bytes + nameBytes);
  return {
    name: new TextDecoder().decode(name),
    method: view.getUint16(at + 10, true),
    isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
    packed: bytes.subarray(data, data + packedBytes),
    unpackedBytes: view.getUint32(at + 24, true),
    checksum: view.getUint32(at + 16, true),
  };
}

function has(view: DataView, at: number, record: { signature: number; bytes: number }): boolean {
  return at + record.bytes <= view.byteLength && view.getUint32(at, true) === record.signature;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
