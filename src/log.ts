// Logs one JSON object per line. Never log a key, an address with a query, or a page.

type LogFields = Record<string, string | number | boolean | null | undefined>;
export type Log = (event: string, fields?: LogFields) => void;

export const log: Log = (event, fields = {}) => {
  console.log(JSON.stringify({ event, ...fields }));
};
