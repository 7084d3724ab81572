// Every address for programs, with what it takes and what it answers.

import type * as z from "zod";
import { ALL, FEED, LIST, ORDER, RADARR, SEED, VIEW, type Parameter } from "./parameters.ts";
import { notStarted, refreshes, started, status } from "./refresh-schemas.ts";
import {
  exported,
  films,
  health,
  jsonFeed,
  lists,
  message,
  pick,
  radarr,
  summary,
} from "./schemas.ts";
import { worth } from "./worth-schema.ts";

/** A text's media type stands for a body that is no JSON. */
type Body = z.ZodType | string;

export interface Operation {
  summary: string;
  parameters?: readonly Parameter[];
  /** The fields of a form, with what each is. */
  form?: Record<string, string>;
  answers: Record<number, { description: string; body?: Body; type?: string }>;
  /** It is answered to anybody, also on a private page. */
  isOpen?: boolean;
}

const WRONG_ADDRESS = { 400: { description: "A field is not understood.", body: message } };
const SAME = { 304: { description: "Nothing has changed since the tag in If-None-Match." } };

function gives(body: Body, type = "application/json") {
  return { 200: { description: "As it is now.", body, type } };
}

export const GETS: Record<string, Operation> = {
  "/api/summary": {
    summary: "Numbers and what is new, for a dashboard",
    parameters: VIEW,
    answers: { ...gives(summary), ...SAME, ...WRONG_ADDRESS },
  },
  "/api/pick": {
    summary: "One film for tonight, from what is mine unless other offers are asked for",
    parameters: [...VIEW, SEED],
    answers: {
      ...gives(pick),
      ...SAME,
      ...WRONG_ADDRESS,
      404: { description: "No film fits.", body: message },
    },
  },
  "/api/worth": {
    summary: "What each service is worth to these lists, and where they stand",
    parameters: [LIST, ALL],
    answers: { ...gives(worth), ...WRONG_ADDRESS },
  },
  "/api/films": {
    summary: "Films, with where each is offered; with any field, those of that view",
    parameters: [...VIEW, ...ORDER],
    answers: { ...gives(films), ...WRONG_ADDRESS },
  },
  "/api/lists": { summary: "The lists, and how each was last read", answers: gives(lists) },
  "/api/status": {
    summary: "The refresh under way, the last and the next",
    answers: gives(status),
  },
  "/refreshes.json": { summary: "The last fifty refreshes", answers: gives(refreshes) },
  "/radarr.json": {
    summary: "What is not on my services, for Radarr’s Custom Lists",
    parameters: RADARR,
    answers: {
      ...gives(radarr),
      ...SAME,
      ...WRONG_ADDRESS,
      503: { description: "It cannot be said for certain yet.", body: message },
    },
  },
  "/feed.atom": {
    summary: "What came to my services, as Atom",
    parameters: FEED,
    answers: {
      ...gives("Atom, RFC 4287.", "application/atom+xml"),
      ...SAME,
      400: { description: "A field is not understood.", body: "In words.", type: "text/plain" },
    },
  },
  "/feed.json": {
    summary: "What came to my services, as JSON Feed",
    parameters: FEED,
    answers: { ...gives(jsonFeed, "application/feed+json"), ...SAME, ...WRONG_ADDRESS },
  },
  "/calendar.ics": {
    summary: "What is coming, as a calendar to subscribe to",
    parameters: FEED.filter(({ name }) => name !== "all"),
    answers: {
      ...gives("iCalendar, RFC 5545.", "text/calendar"),
      ...SAME,
      400: { description: "A field is not understood.", body: "In words.", type: "text/plain" },
    },
  },
  "/export.json": {
    summary: "The list to keep, with where each film is offered",
    parameters: [LIST],
    answers: { ...gives(exported), ...WRONG_ADDRESS },
  },
  "/healthz": {
    summary: "Whether the app works; open on a private page too",
    isOpen: true,
    answers: {
      ...gives(health),
      503: { description: "It does not: the message says why.", body: health },
    },
  },
  "/openapi.json": { summary: "This document", answers: gives("OpenAPI 3.1.", "application/json") },
};

export const POSTS: Record<string, Operation> = {
  "/refresh": {
    summary: "Start a refresh; with Accept: application/json it answers so",
    answers: {
      202: { description: "It has begun.", body: started },
      409: { description: "One is under way.", body: notStarted },
      429: { description: "It’s too soon: see Retry-After.", body: notStarted },
    },
  },
  "/lists": {
    summary: "Follow a public list",
    form: { url: "The list’s address on Letterboxd." },
    answers: {
      201: { description: "It was added." },
      400: { description: "This isn’t the address of a list.", body: message },
      409: { description: "There are too many already.", body: message },
    },
  },
  "/import": {
    summary: "Import an export",
    form: {
      file: "The ZIP or CSV.",
      member: "Whose it is, if several members are set.",
      take: "watchlist, seen or lists.",
      anyway: "1: also if many rows cannot be read.",
    },
    answers: {
      200: { description: "What was taken from it." },
      422: { description: "It cannot be read: the message says why." },
    },
  },
};
