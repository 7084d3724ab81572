// Small answers in the shape of TMDB's, to be changed in the one field that a test is about.

type Fields = Record<string, unknown>;

const A_TITLE = {
  id: 7,
  poster_path: "/poster.jpg",
  overview: "Two people meet.",
  genres: [{ id: 18, name: "Drama" }],
  vote_average: 7.5,
  vote_count: 120,
  "watch/providers": { results: {} },
};

export function aMovie(fields: Fields = {}): Fields {
  return {
    ...A_TITLE,
    title: "The Meeting",
    original_title: "Das Treffen",
    release_date: "1999-03-04",
    runtime: 95,
    ...fields,
  };
}

export function aTv(fields: Fields = {}): Fields {
  return {
    ...A_TITLE,
    name: "The Meetings",
    original_name: "Die Treffen",
    first_air_date: "2001-05-06",
    episode_run_time: [50, 55],
    last_episode_to_air: { runtime: 61 },
    ...fields,
  };
}

export function aFoundFilm(fields: Fields = {}): Fields {
  return {
    id: 7,
    title: "The Meeting",
    original_title: "Das Treffen",
    release_date: "1999-03-04",
    poster_path: "/poster.jpg",
    vote_count: 120,
    video: false,
    ...fields,
  };
}

export function aService(id: number, name = `Service ${id}`): Fields {
  return { provider_id: id, provider_name: name, logo_path: `/${id}.jpg`, display_priority: id };
}

/** A title's answer with the offers of some countries. */
export function offering(title: Fields, countries: Record<string, Fields>): Fields {
  return { ...title, "watch/providers": { results: countries } };
}

/** A person as TMDB lists one of a film's cast or crew, in 350 bytes. */
export function aPerson(name: string, fields: Fields = {}): Fields {
  return {
    adult: false,
    gender: 2,
    id: 1_000_000 + name.length,
    known_for_department: "Acting",
    name,
    original_name: name,
    popularity: 1.2345,
    profile_path: "/aPictureOfThisPersonsFace12.jpg",
    credit_id: "52fe4218c3a36847f8003be1",
    ...fields,
  };
}

export function aVideo(key: string, fields: Fields = {}): Fields {
  return {
    iso_639_1: "en",
    iso_3166_1: "US",
    name: "Official Trailer",
    key,
    site: "YouTube",
    size: 1080,
    type: "Trailer",
    official: true,
    published_at: "2015-02-26T03:19:25.000Z",
    id: "5e382d1b4ca676001453826d",
    ...fields,
  };
}
