// Vite's way to put the contents of files into a test as it is built; none where the folder is absent.

interface ImportMeta {
  glob: (
    pattern: string,
    how: { query: "?raw"; import: "default"; eager: true },
  ) => Record<string, string>;
}
