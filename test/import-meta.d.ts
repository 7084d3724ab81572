// Vite's ways to put something into a test as it is built: the contents of files, none where the folder is
// absent, and variables whose names begin with VITE_.

interface ImportMeta {
  glob: (
    pattern: string,
    how: { query: "?raw"; import: "default"; eager: true },
  ) => Record<string, string>;
  env: { VITE_FUZZ_RUNS?: string; VITE_FUZZ_SEED?: string };
}
