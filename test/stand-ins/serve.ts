// Serves both stand-ins on this machine, for programs that are not our own process: the demo, the home
// program under test, the container. Under /_control each can be looked at and steered from outside.

import type { HttpBindings } from "@hono/node-server";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Env } from "hono";
import { commandLetterboxd, commandTmdb, stateOfLetterboxd, stateOfTmdb } from "./commands.ts";
import type { LetterboxdControl, LetterboxdOptions } from "./letterboxd.ts";
import { createLetterboxd } from "./letterboxd.ts";
import { picturesAsJpeg } from "./pictures-as-jpeg.ts";
import type { TmdbControl, TmdbOptions } from "./tmdb.ts";
import { createTmdb } from "./tmdb.ts";
import type { Connection } from "./weather.ts";
import { Dropped } from "./weather.ts";

export interface ServeOptions {
  letterboxd?: LetterboxdOptions;
  tmdb?: TmdbOptions;
  /** Absent or 0: any free one. */
  ports?: { letterboxd?: number; tmdb?: number };
  /** Absent: the loopback. */
  host?: string;
}

export interface ServedStandIns {
  letterboxd: LetterboxdControl;
  tmdb: TmdbControl;
  letterboxdOrigin: string;
  /** For TMDB_ORIGIN and for TMDB_IMAGE_ORIGIN. */
  tmdbOrigin: string;
  close(): Promise<void>;
}

export async function serveStandIns(options: ServeOptions = {}): Promise<ServedStandIns> {
  const { ports = {}, host = "127.0.0.1" } = options;
  const letterboxd = createLetterboxd(options.letterboxd);
  const tmdb = createTmdb(options.tmdb);
  const atLetterboxd = await listen(host, ports.letterboxd ?? 0, letterboxd.app, {
    state: () => stateOfLetterboxd(letterboxd.control),
    command: (body) => commandLetterboxd(letterboxd.control, body),
  });
  const atTmdb = await listen(host, ports.tmdb ?? 0, tmdb.app, {
    state: () => stateOfTmdb(tmdb.control),
    command: (body) => commandTmdb(tmdb.control, body),
  });
  return {
    letterboxd: letterboxd.control,
    tmdb: tmdb.control,
    letterboxdOrigin: atLetterboxd.origin,
    tmdbOrigin: atTmdb.origin,
    close: async () => void (await Promise.all([atLetterboxd.close(), atTmdb.close()])),
  };
}

interface Steering {
  state: () => unknown;
  command: (body: unknown) => void;
}

function listen<E extends Env>(host: string, port: number, app: Hono<E>, steering: Steering) {
  const site = new Hono<{ Bindings: HttpBindings }>();
  const asJpeg = picturesAsJpeg();
  site.get("/_control", (c) => c.json(steering.state()));
  site.post("/_control", async (c) => {
    try {
      steering.command(await c.req.json());
    } catch (error) {
      return c.json({ error: String(error) }, 400);
    }
    return c.json(steering.state());
  });
  site.all("*", async (c) => {
    const { socket } = c.env.incoming;
    const connection: Connection = { reset: () => void socket.resetAndDestroy() };
    try {
      return await asJpeg(c.req.url, await app.fetch(c.req.raw, connection));
    } catch (error) {
      if (error instanceof Dropped) return new Response(null, { status: 499 });
      throw error;
    }
  });
  return new Promise<{ origin: string; close: () => Promise<void> }>((resolve, reject) => {
    const options = { fetch: site.fetch, hostname: host, port, overrideGlobalObjects: false };
    const server = serve(options, (address) => {
      resolve({ origin: `http://${host}:${address.port}`, close });
    });
    server.once("error", reject);
    function close(): Promise<void> {
      return new Promise((closed) => {
        server.close(() => closed());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    }
  });
}
