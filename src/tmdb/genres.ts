// TMDB's genres, of films and of television, by their English names. One that is missing here works, too, but
// more slowly.
// Source: https://developer.themoviedb.org/reference/genre-movie-list and …/genre-tv-list.

/** The order is stored, as bits: only ever add to the end. */
export const GENRES: readonly string[] = [
  "Drama",
  "Comedy",
  "Thriller",
  "Action",
  "Romance",
  "Horror",
  "Crime",
  "Documentary",
  "Adventure",
  "Science Fiction",
  "Fantasy",
  "Mystery",
  "Family",
  "Animation",
  "History",
  "War",
  "Music",
  "Western",
  "TV Movie",
  "Action & Adventure",
  "Kids",
  "News",
  "Reality",
  "Sci-Fi & Fantasy",
  "Soap",
  "Talk",
  "War & Politics",
];
