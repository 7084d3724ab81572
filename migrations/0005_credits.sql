CREATE TABLE `film_credits` (
	`film_id` integer PRIMARY KEY NOT NULL,
	`of_type` text NOT NULL,
	`of_id` integer NOT NULL,
	`asked_at` integer NOT NULL,
	`known_at` integer,
	`directors` text,
	`actors` text,
	`trailer` text,
	`made_in` text,
	`failure_kind` text
);
