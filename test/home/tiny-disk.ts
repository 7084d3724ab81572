// A disk so small that it can be filled. Only root may mount one: CI is, and elsewhere its tests are skipped.

import { execFileSync, spawnSync } from "node:child_process";
import { onTestFinished } from "vitest";
import { makeFolder } from "./home-program.ts";

export const canMount = process.platform === "linux" && mayMount();

/** `size` as mount takes it, such as "1m". Gone with the test. */
export function mountTinyDisk(size: string): string {
  const folder = makeFolder();
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder]);
  onTestFinished(() => {
    execFileSync("umount", ["--lazy", folder]);
  });
  return folder;
}

/** In a world of its own, so that the attempt leaves nothing mounted. */
function mayMount(): boolean {
  const attempt = ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"];
  return process.getuid?.() === 0 && spawnSync("unshare", attempt).status === 0;
}
