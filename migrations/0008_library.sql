CREATE TABLE `library_items` (
	`tmdb_id` integer NOT NULL,
	`server` text NOT NULL,
	`link` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`tmdb_id`, `server`)
);
--> statement-breakpoint
ALTER TABLE `arrivals` ADD `of_brand` integer DEFAULT false NOT NULL;