CREATE TABLE `library_items` (
	`tmdb_id` integer NOT NULL,
	`server` text NOT NULL,
	`link` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`tmdb_id`, `server`)
);
