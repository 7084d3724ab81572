// TMDB's genres, of films and of television, by their English names. One that is missing here works as well,
// only slower.
// Source: https://developer.themoviedb.org/reference/genre-movie-list and …/genre-tv-list.

/** Their order is stored as bits: add to the end only. */
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
